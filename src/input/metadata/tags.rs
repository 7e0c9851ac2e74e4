//! `<meta>`, `<link>` and `<title>` of a page.
//!
//! In: a page. Out: their values by name, and lists of the names that mean one thing, the most trusted first:
//! `<meta name="parsely-pub-date" content="2022-03-07">` is a publication date.

use dom_query::Document;

/// Names of the headline.
pub const TITLE: &[&str] = &[
    "og:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "twitter:title",
    "cxenseparse:title",
];
/// Names of the outlet.
pub const OUTLET: &[&str] =
    &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "citation_publisher"];
/// Names of the outlet that also name the maker of the site's software or a brand.
pub const OUTLET_WEAK: &[&str] =
    &["application-name", "publisher", "apple-mobile-web-app-title", "copyright-holder"];
/// Names of authors.
pub const AUTHOR: &[&str] = &[
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "article:author",
    "article:author_name",
    "article.author",
    "og:article:author",
    "byl",
    "byline",
    "cxenseparse:author",
    "rbauthors",
    "shareaholic:article_author_name",
    "twitter:data1",
];
/// Names of the publication date.
pub const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "og:publish_date",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_date",
    "published",
    "publication_date",
    "publicationdate",
    "originalpublicationdate",
    "article_date_original",
    "article.published",
    "article:publicationdate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "rnews:datepublished",
    "bt:pubdate",
    "displaydate",
    "ptime",
    "release_date",
    "shareaholic:article_published_time",
    "timestamp",
    "created",
    "date",
    "dcsext.articlefirstpublished",
    "article:post_date",
    "cse:pub_date",
    "pdate",
    "article-date",
    "news_date",
    "doc_date",
    "dat",
    "creation_date",
    "mediator_published_time",
    "weibo:article:create_at",
    "og:regdate",
    "article:create_at",
];
/// Names of the last change.
pub const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "modified",
    "revised",
    "moddate",
    "article.updated",
];

/// The values of a page's head.
#[derive(Debug, Default)]
pub struct Tags {
    /// Name in lower case (with dots for a colon in Dublin Core) and value, in order.
    values: Vec<(String, String)>,
    /// The words of `<title>`.
    pub page_title: String,
    /// The canonical address, absolute.
    pub address: Option<String>,
    /// `lang` of the page, or `og:locale`.
    pub language: Option<String>,
}

impl Tags {
    /// Reads the head (and what stands in the body by mistake).
    pub fn read(page: &Document) -> Tags {
        let mut tags = Tags::default();
        for meta in page.select("meta[content]").nodes() {
            // Author and date of a work in the list of references.
            if meta.ancestors_it(Some(3)).any(|up| up.attr_or("itemprop", "").contains("citation")) {
                continue;
            }
            let value = meta.attr_or("content", "").split_whitespace().collect::<Vec<_>>().join(" ");
            for kind in ["property", "name", "itemprop"] {
                if let Some(name) = meta.attr(kind)
                    && !value.is_empty()
                {
                    let name =
                        name.to_ascii_lowercase().replace("dc:", "dc.").replace("dcterms:", "dcterms.");
                    tags.values.push((name, value.clone()));
                }
            }
        }
        tags.page_title = page.select_single("title").text().split_whitespace().collect::<Vec<_>>().join(" ");
        let canonical =
            page.select("link[rel~='canonical']").attr("href").map(|href| href.trim().to_string());
        let absolute =
            |url: String| Some(url).filter(|u| u.starts_with("http://") || u.starts_with("https://"));
        tags.address = canonical
            .and_then(absolute)
            .or_else(|| tags.first(&["og:url"]).map(str::to_string).and_then(absolute));
        let html = page.select_single("html");
        tags.language = [html.attr("lang"), html.attr("xml:lang")]
            .into_iter()
            .flatten()
            .map(|lang| lang.trim().to_string())
            .find(|lang| !lang.is_empty())
            .or_else(|| {
                tags.first(&["og:locale", "language", "dc.language", "content-language"]).map(str::to_string)
            });
        tags
    }

    /// Returns the first value under the first of these names that has one.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.values.iter().find(|(known, _)| known == name))
            .map(|(_, value)| value.as_str())
    }

    /// Returns all values under these names, in the order of the names.
    pub fn all(&self, names: &[&str]) -> Vec<String> {
        let of =
            |name| self.values.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.clone());
        names.iter().flat_map(|&name| of(name)).collect()
    }

    /// Returns every name the page gives its outlet: used to cut it off titles.
    pub fn outlet_names(&self) -> impl Iterator<Item = &str> {
        let host = self
            .address
            .as_deref()
            .and_then(|url| url.split('/').nth(2))
            .map(|h| h.trim_start_matches("www."));
        let named = OUTLET.iter().chain(OUTLET_WEAK).flat_map(|name| self.first(&[name]));
        named.chain(host)
    }
}
