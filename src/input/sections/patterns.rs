//! What lines of noise look like.
//!
//! In: a line. Out: its kind: "FILE - Soldiers guard the bridge." is a caption. Each pattern is anchored and short, so that a
//! sentence of the report is not taken for one.

use crate::input::dates::month_number;
use crate::model::SectionKind::{self, Boilerplate, Byline, Caption, Credit, Link};
use crate::text::AGENCIES;
use regex::Regex;
use std::sync::LazyLock;

/// Where a line stands among the others.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// 0 for the first.
    pub index: usize,
    /// How many there are.
    pub count: usize,
}

impl Place {
    /// Bylines and date lines stand in the first lines.
    const FRONT_LINES: usize = 12;
    /// ... or in the last ones.
    const BACK_LINES: usize = 4;

    fn is_front(self) -> bool {
        self.index < Self::FRONT_LINES
    }

    /// "Conference in Geneva" on the first line is a headline.
    fn is_first(self) -> bool {
        self.index == 0
    }

    fn is_edge(self) -> bool {
        self.is_front() || self.index + Self::BACK_LINES >= self.count
    }
}

/// The marks that stand before and behind labels, in place of all that is no letter in any script.
const MARKS: &str = r#"[\s"'“”‘’«»‹›*•·>|\[\](){}.,:;!?…\-–—▶►→_\#&\u{200b}\u{feff}]"#;

/// Compiles a pattern; all are constants, so a fault shows in the first test.
///
/// Classes of all scripts are large: with plain figures, marks, letters and word boundaries all patterns compile in a third of the
/// time, which counts where one short text is read. What they look for is mostly English.
pub(super) fn regex(pattern: &str) -> Regex {
    let plain = pattern.replace(r"\d", "[0-9]").replace(r"\W", MARKS);
    let plain = plain.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[0-9A-Za-z_]");
    Regex::new(&plain).expect("a valid pattern")
}

/// Declares a pattern that is compiled at its first use.
macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| regex($pattern));
    };
}

pub(super) use pattern;

/// Longer lines are paragraphs: only captions and notes may be.
const LINE_CHARS_MAX: usize = 220;
/// A paragraph with its photographer at the end is a caption up to this length.
const CREDITED_CHARS_MAX: usize = 400;
/// Captions of agencies run to several sentences.
const CAPTION_CHARS_MAX: usize = 600;

/// Three authors with a role or a date have about this many words.
const BYLINE_WORDS_MAX: usize = 16;

/// Returns the kind of a line, by itself and its place; `None` for running text and what cannot be told.
pub fn kind(line: &str, place: Place) -> Option<SectionKind> {
    if let Some(kind) = noise_kind(line) {
        return Some(kind);
    }
    if line.chars().count() > LINE_CHARS_MAX {
        return None;
    }
    if is_credit(line) {
        return Some(Credit);
    }
    if place.is_edge() && is_date_line(line) {
        return Some(Boilerplate);
    }
    (place.is_front() && is_byline(line, place) || place.index + 1 == place.count && is_plain_byline(line))
        .then_some(Byline)
}

/// Returns the kind of a line of noise.
pub fn noise_kind(line: &str) -> Option<SectionKind> {
    let chars = line.chars().count();
    if !line.chars().any(char::is_alphanumeric) {
        return Some(Boilerplate);
    }
    if chars <= CAPTION_CHARS_MAX && is_caption(line) && !holds_dateline(line) {
        return Some(Caption);
    }
    if is_note(line) {
        return Some(Boilerplate);
    }
    if chars > LINE_CHARS_MAX {
        return None;
    }
    if is_link(line) {
        return Some(Link);
    }
    is_boilerplate(line).then_some(Boilerplate)
}

/// Tells whether a line only announces links ("Related stories:"): the lines after it are the links.
pub fn is_link_label(line: &str) -> bool {
    pattern!(
        LABEL,
        r"(?i)^\W{0,3}(?:also read|read also|read more|read next|related(?: (?:articles?|stories|story|news|content|topics?|links?|coverage|posts?|reading))?|see also|don['’]?t miss|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:stories|for you))?|more (?:stories|news|on this story|on this topic|from .+)|most (?:read|popular)|further reading|editors?['’]?s? picks?|lire aussi|à lire aussi|leggi anche|lea también|leia (?:também|mais)|lesen sie auch|mehr zum thema)\W{0,3}$"
    );
    LABEL.is_match(line)
}

fn is_link(line: &str) -> bool {
    // With a colon or another mark behind the label.
    pattern!(
        LABELLED,
        r"(?i)^\W{0,3}(?:also read|read also|read more|read next|read|related(?: (?:articles?|stories|story|news|content|topics?|links?|coverage|video|reading))?|see also|see more|watch(?: now| also| live| more| video)?|don['’]?t miss|more(?: on this| from [^:]+| stories| news| on [^:]+)?|recommended|listen(?: now| to)?|in pictures|photos|video|gallery|further reading|explainer|click here|lire aussi|à lire aussi|voir aussi|leggi anche(?: su)?|lea también|leer también|leia também|leia mais|lesen sie auch|mehr zum thema|lees ook)\s*[:|»>–—-]\s*\S"
    );
    // Without one: only words that no sentence begins with.
    pattern!(
        BARE,
        r"(?i)^\W{0,2}(?:also read|read also|lire aussi|à lire aussi|leggi anche|lea también|leia também|lesen sie auch)\b"
    );
    pattern!(
        HERE,
        r"(?i)^(?:click here|read (?:more|the full)|find out more|for more (?:on|about|information|stories|news)|to read more|see more|watch the|listen to the|you can (?:view|read|find)|read our|read the)\b.*\b(?:here|below|click)\b[.!»>]?$"
    );
    is_link_label(line)
        || LABELLED.is_match(line) && !is_quote_of_words(line)
        || BARE.is_match(line)
        || HERE.is_match(line)
}

/// "Watch: ..." may be a speaker's turn; it then holds quotation marks.
fn is_quote_of_words(line: &str) -> bool {
    line.contains(['“', '"'])
}

fn is_boilerplate(line: &str) -> bool {
    pattern!(
        WHOLE,
        r"(?ix)^\W{0,3}(?:
        adverti[sz]ements?|adverts?|ads?|ad\sfeedback|sponsored(?:\scontent)?|promoted(?:\scontent)?|(?:story|article)\scontinues\s(?:below|after)(?:(?:\sthis|\sthe)?\sad(?:vertisement)?)?|(?:subscribe|continue|sign\sin|log\sin)\s(?:to\s)?(?:read|reading)(?:\smore|\son\sour\s\w+)?|
        scroll\s(?:down\s)?to\scontinue.*|loading(?:\s(?:content|video|player))?|learn\smore|show\s(?:more|less)|see\s(?:more|all)|view\s(?:more|all|comments).{0,12}|load\smore.{0,12}|
        sign\s(?:up|in)|log\s?in|register|subscribe(?:\snow)?|subscribed|share(?:\s(?:this|this\s(?:article|story|post|video|page)|on\s\w+|via\s\w+))?|tweet(?:\sthis)?|e-?mail|print(?:\sthis)?|save|copy\slink|
        (?:post|leave|write|add)\sa\s(?:comment|reply)|comments?(?:\sare\sclosed)?|no\scomments(?:\syet)?|be\sthe\sfirst\sto\scomment|join\sthe\sconversation|
        \d[\d.,]*\s(?:comments?|shares?|views?|likes?|reads|reactions?|retweets?)|
        whatsapp|facebook|twitter|linkedin|pinterest|reddit|telegram|instagram|youtube|messenger|flipboard|
        video\s(?:player|size|unavailable)|direct\slink|embed|pixels|width|height|pop-?out\splayer|auto|
        (?:image|photo|slide)?\s?\d{1,3}\s?(?:of|/)\s?\d{1,3}|play(?:\s(?:video|audio|all))?|listen(?:\sto\s(?:this\s)?article)?|watch(?:\snow|\slive)?|
        /?\d{1,2}:\d{2}(?::\d{2})?|\d{3,4}p\s\|\s.*[kmg]b|
        \d{1,2}\s?min(?:ute)?s?\sread|reading\stime:?.{0,20}|back\sto\stop|skip\sto\s.{3,20}|close|menu|search|home|tags?:?|topics:?|sharing\sis\scaring!?|
        this\sslideshow\srequires\sjavascript\.?|trending(?:\snow)?|latest|popular|highlights|more
        )\W{0,3}$"
    );
    pattern!(
        SIGN_UP,
        r"(?i)^\W{0,3}(?:sign up|subscribe|get|join|download|click|follow|receive|stay|don['’]t miss|never miss|want|for more|like us|find us|connect with|support|enjoy|register|have a tip|are you|do you|if you|to get|keep up|catch up|send us|contact us|e-?mail|add us|our free|a free)\b.*\b(?:newsletters?|inbox|our (?:\w+ )?(?:app|channel|page|podcast|feed|emails?)|(?:on|via) (?:twitter|facebook|instagram|whatsapp|telegram|google news|youtube|x|threads|linkedin)\b|us on|alerts|notifications|free trial|subscription|subscribers?|subscribing|daily briefing|updates right|at \S+@\S+|news tips?|magazine delivered|delivered (?:to|through|straight))"
    );
    pattern!(
        PHRASE,
        r"(?i)^(?:get more with my\w+|a personali[sz]ed news feed|all rights reserved|please enable javascript|your browser does not|this (?:video|content) is not available|we use cookies|by (?:signing up|subscribing|clicking)|this post may contain affiliate|tell us what you think|via syndigate|thank you for (?:reading|subscribing|signing)|support (?:our|independent) journalism|you(?: have|['’]ve) reached your|already a subscriber|terms of (?:use|service)|privacy policy|we(?: a|['’])re (?:sorry|unable)|something went wrong|sponsored by\b|the post .+ (?:first )?appeared first on)"
    );
    pattern!(
        RIGHTS,
        r"(?i)(?:^\W{0,2}(?:©|\(c\)\s|copyright\b).*$|\ball rights reserved\b|\bcopyright (?:© ?)?\d{4}\b[^a-z]*$|this material may not be published, broadcast|may not be reproduced without)"
    );
    pattern!(CRUMBS, r"^[\p{L}&]+(?:\s[\p{L}&]+)*(?:\s*[>»›]\s*[\p{L}&]+(?:\s[\p{L}&]+)*)+(?:\s*[>»›])?$");
    WHOLE.is_match(line)
        || CRUMBS.is_match(line)
        || SIGN_UP.is_match(line)
        || PHRASE.is_match(line)
        || RIGHTS.is_match(line)
        || is_share_bar(line)
}

/// Tells whether a line holds nothing but names of networks and what to do there.
fn is_share_bar(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "share",
        "tweet",
        "facebook",
        "twitter",
        "whatsapp",
        "email",
        "print",
        "pinterest",
        "linkedin",
        "reddit",
        "telegram",
        "copy",
        "link",
        "pin",
        "it",
        "on",
        "this",
        "via",
        "messenger",
        "save",
        "flipboard",
        "sms",
        "comments",
        "x",
        "more",
        "with",
        "friends",
        "tumblr",
        "google",
        "pocket",
        "viber",
        "vk",
        "baixar",
        "pint",
        "instagram",
        "threads",
        "line",
        "like",
    ];
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let named = line.to_lowercase();
    words.peek().is_some()
        && ["facebook", "twitter", "whatsapp", "tweet", "pinterest", "linkedin"]
            .iter()
            .any(|name| named.contains(name))
        && words.all(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

/// Tells whether a line speaks about the article itself.
fn is_note(line: &str) -> bool {
    pattern!(
        NOTE,
        r"(?i)^\W{0,3}(?:(?:this|the) (?:article|story|post|report|page|headline|piece|file) (?:was|has been|is|were) (?:\w+ )?(?:amended|updated|corrected|edited|changed|first published|originally published|republished)\b|an earlier version of this|(?:editor['’]s|author['’]s) note\b|this article (?:originally|first) appeared|this is a (?:developing|breaking) (?:news )?story|except for the headline, this story)"
    );
    NOTE.is_match(line)
}

/// Tells whether a report begins inside a line: "FILE PHOTO: A bridge. REUTERS/Jane Doe PARIS (Reuters) - Talks began."
fn holds_dateline(line: &str) -> bool {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        let agencies = AGENCIES.join("|");
        regex(&format!(r"\S\s+\p{{Lu}}{{3,}}[^()]{{0,40}}\((?:{agencies})\b[^()]*\)\s*[-–—]"))
    });
    DATELINE.is_match(line)
}

fn is_caption(line: &str) -> bool {
    pattern!(
        FILE,
        r"^\W{0,2}(?:FILE(?: PHOTO| PICTURE)?\s*[-–—:]|(?i:file (?:photo|picture|image)\b)|(?i:\(?(?:photo|picture|image|photograph|illustration|graphic|foto|bild)(?: credits?| by| courtesy(?: of)?)?\s*[:©]))"
    );
    pattern!(
        SHOWN,
        r"^(?:In this (?:still |file |undated |handout |combination |aerial |satellite )*(?:photo|image|picture|frame grab|photograph)\b|This (?:still |file |undated |handout |combination |aerial |satellite )*(?:photo|image|picture|frame grab|photograph|combo)\b.*\b(?:shows|taken|released|provided|made available))"
    );
    pattern!(
        CREDITED,
        r"(?:[.\s\[(”’]|^)(?i:photo|picture|image|photograph|illustration|graphic|foto)s?(?i: credits?)?\s*(?::|©|\bby\b|(?i:courtesy(?: of)?)\b)\s*[\p{Lu}@][^.?!:]*[\])]?\.?$"
    );
    pattern!(
        AGENCY,
        r"(?:\b(?:AP|AFP|Reuters|EPA) Photo\s*/|\b(?:Getty Images|Shutterstock|REUTERS|AFP|EPA|Anadolu|Xinhua)\s*/\s*\p{Lu}|/\s*(?:Getty Images|AFP|AP|EPA|Reuters|Shutterstock|NurPhoto)\b)[^.]*[\])]?\.?$"
    );
    pattern!(
        BRACKETED,
        r"^[(\[](?:[^()\[\]]*(?:\bvia\b|\w\w/|\bPhoto\b|Image credit)[^()\[\]]*|(?:AP|AFP|Reuters|REUTERS|Getty Images|EPA|Xinhua))[)\]]\.?$"
    );
    pattern!(
        WIDGET,
        r"^(?:Image (?:copyright|caption)\b|Media (?:playback|caption)\b|Enlarge this image\b|Facebook Twitter Pinterest\s\p{Lu})|\bHide Caption(?: \d+ of \d+)?$"
    );
    // Without a full stop: "GETTY The laboratory will fall in March", "The crowd waits at the gate (Getty)".
    pattern!(
        BARE,
        r"^(?:GETTY|REUTERS|AFP|EPA|PA|AP)(?: Images)?\s+\p{Lu}.*[^.!?]$|\((?:Getty(?: Images)?|PA|AFP|EPA|AP|Reuters|REX|Rex)\)$"
    );
    // A tweet also ends with a date.
    if line.contains("(@") || line.contains("pic.twitter") {
        return false;
    }
    if WIDGET.is_match(line) || line.chars().count() <= LINE_CHARS_MAX && BARE.is_match(line) {
        return true;
    }
    if FILE.is_match(line) || SHOWN.is_match(line) || BRACKETED.is_match(line) {
        return true;
    }
    line.chars().count() <= CREDITED_CHARS_MAX
        && (CREDITED.is_match(line) || AGENCY.is_match(line))
        && !line.contains(" said ")
        || is_dated_caption(line)
}

/// Tells "Soldiers walk in the old town of Aleppo, Dec. 13, 2016.": one sentence in the present that ends with place and date.
pub(super) fn is_dated_caption(line: &str) -> bool {
    pattern!(
        DATED,
        r"^(.*?),? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?([A-Z][a-z]+)\.? \d\d?, \d{4}\.?(?: ?\([^()]+\))?$"
    );
    pattern!(
        PAST,
        r"(?i)\b(?:said|says|was|were|had|will|would|has|have|told|on|since|until|by|from|between|before|after|of|and|born|dated|effective|to)$|\b(?:said|was|were|had|would|told)\b"
    );
    let Some(parts) = DATED.captures(line) else { return false };
    let words = parts[1].split_whitespace().count();
    (6..=60).contains(&words)
        && month_number(&parts[2]).is_some()
        && !PAST.is_match(parts[1].trim_end())
        && !parts[1].contains(['“', '”', '"'])
        && has_present_verb(&parts[1])
}

/// Tells whether a caption's verb is there ("walks", "are seen", "hold"): the report around it is in the past.
fn has_present_verb(text: &str) -> bool {
    pattern!(
        SEEN,
        r"(?i)\b(?:is|are|speaks?|walks?|talks?|shows?|holds?|waits?|waves?|shakes?|attends?|addresses|address|listens?|looks?|arrives?|stands?|sits?|gestures?|leaves?|meets?|reacts?|poses?|delivers?|reads?|smiles?|guards?|gathers?|protests?|marches|march|greets?|takes?|passes|pass|runs?|works?|watch|watches|carry|carries|moves?|aims?|prepares?|hugs?|makes?|gives?|answers?|chants?|clash|rises?|drives?|patrols?|pray|prays|mourns?|inspects?|visits?|shout|shouts|light|lights|ride|rides|sail|sails|stops?|displays?|seen|pictured)\b"
    );
    SEEN.is_match(text)
}

fn is_credit(line: &str) -> bool {
    pattern!(
        CREDIT,
        r"(?i)^[(\[*—–-]?\s*(?:additional |further |with )?(?:reporting|writing|editing|research|photography|graphics?|translation|compiled|edited|written|translated|produced)(?:,? (?:and|&) (?:writing|editing|reporting|additional reporting))?(?: (?:for|in|from) [^:;]+)?\s*(?:by|:)\s"
    );
    pattern!(
        CONTRIBUTED,
        r"(?i)^(?:[^.!?]|\.\S|\b\p{L}\.\s)+\bcontributed (?:reporting|to (?:this|the) (?:report|story|article))\b|^this (?:report|story|article) originated (?:in|with|from)\b|^[(\[]?(?:with (?:inputs?|files|agency inputs|reporting|contributions?|additional reporting) (?:from|by)|sources?:)\s"
    );
    CREDIT.is_match(line) || CONTRIBUTED.is_match(line)
}

/// Tells whether a line says when the article was published or updated and nothing else.
pub fn is_date_line(line: &str) -> bool {
    // A word boundary is one of plain letters (see `regex`): no alternative beside it may begin or end with an accented letter.
    pattern!(
        LABEL,
        r"(?i)\b(?:publicado|segunda|ter[çc]a|quarta|quinta|sexta|s[áa]bado|domingo|feira|em|[àa]s|el|il|published|posted|updated|last updated|last modified|modified|first published|released|issued|date|on|at|by|edt|est|gmt|utc|bst|ist|cet|pst|pdt|et|am|pm|a\.m|p\.m|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|\w+day|le|mis à jour)\b|publié"
    );
    pattern!(
        DATE,
        r"(?i)\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:de )?\p{L}+\.?,?\s+(?:de )?\d{4}|\p{L}+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}h\d{2}|\d{1,2}[:.]\d{2}(?::\d{2})?|T\d{2}:\d{2}\S*"
    );
    if line.chars().count() > 110 || !line.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    let Some(first) = DATE.find_iter(line).find(|hit| hit.as_str().len() >= 8) else { return false };
    let words: Vec<&str> =
        first.as_str().split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2).collect();
    if !words.is_empty() && !words.iter().any(|word| month_number(word).is_some()) {
        return false;
    }
    let rest = DATE.replace_all(line, " ");
    let rest = LABEL.replace_all(&rest, " ");
    rest.chars().filter(|c| c.is_alphanumeric()).count() <= 3
}

/// Tells "By Jane Doe, Political Editor" and "Jane Doe in Kyiv".
fn is_byline(line: &str, place: Place) -> bool {
    pattern!(
        PLACED,
        r"^\p{Lu}[\p{L}.'’-]+(?:(?:,| and)?\s\p{Lu}[\p{L}.'’-]*)+\sin(?:\s\p{Lu}[\p{L}.'’-]+)+$"
    );
    is_plain_byline(line)
        || !place.is_first() && line.split_whitespace().count() <= BYLINE_WORDS_MAX && PLACED.is_match(line)
}

fn is_plain_byline(line: &str) -> bool {
    pattern!(
        BY,
        r"^[*_]{0,2}(?:By|BY|Written by|Von|Por|Par)[:\s]\s*\p{Lu}[\p{L}.'’-]*(?:[\s,|/]+(?:and|&|in|for|y|et|und|with|of|the|\p{Lu}[\p{L}.'’-]*|-|–|—))*\s*(?:[|•,–—-]?\s*.*\d{4}.{0,20})?$"
    );
    line.split_whitespace().count() <= BYLINE_WORDS_MAX
        && !line.ends_with(['.', '!', '?'])
        && BY.is_match(line)
        || line.ends_with("Jr.") && BY.is_match(line)
}

/// Tells whether a line without a full stop reads like a sentence of a report that lost it, or like a tweet.
pub fn is_sentence_like(line: &str) -> bool {
    pattern!(
        TOLD,
        r#"(?i)\b(?:said|told|was|were|has|have|had|who|which|prior to|according to)\b|\(@|https?://|\d{4} \d{4}|[,.?!…][”"] "#
    );
    TOLD.is_match(line)
}

/// Tells whether a line may be a heading: it begins with a capital or figure, is short, and is no list line.
pub fn is_headline_like(line: &str) -> bool {
    let first = line.chars().find(|c| !matches!(c, '“' | '"' | '‘' | '\'' | '#' | '«' | ' ' | '*'));
    let begins = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() || c.is_ascii_digit());
    let is_list = line.starts_with(['•', '-', '–', '·', '*', '▪', '—']) && !line.starts_with("**")
        || line.contains('\t')
        || line.contains(" | ");
    begins
        && !is_list
        && line.chars().count() <= 160
        && !line.ends_with([',', '-', '–', '—', ':', ';'])
        && line.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_day_in_several_languages() {
        for line in
            ["Publié le 7 mars 2024", "Mis à jour le 7 mars 2024 à 18h30", "Publicado em 7 de março de 2024"]
        {
            assert!(is_date_line(line), "{line}");
        }
        for line in ["Publications of 7 March 2024 and after", "Le Monde fêté le 7 mars 2024"] {
            assert!(!is_date_line(line), "{line}");
        }
    }

    #[test]
    fn a_report_behind_a_caption() {
        for agency in AGENCIES {
            let line =
                format!("FILE PHOTO: A bridge near the port. LISBON ({agency}) - Talks began on Monday.");
            assert!(holds_dateline(&line), "{line}");
        }
        assert!(!holds_dateline("FILE PHOTO: A bridge near the PORT (Lisbon) - on Monday."));
    }
}
