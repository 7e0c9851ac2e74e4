//! Which of two does a mutual act to the other.
//!
//! In: a [`Trigger`] with its participants. Out: the same, the second of two that act with each other as the recipient. "Chad and Niger
//! signed a pact" is Chad's to Niger, so that counts of who deals with whom hold both; "Merkel and Scholz signed a bill" is of both.

use super::actors::{Actor, ActorKind};
use super::participants::Participants;
use super::triggers::Trigger;
use crate::entity::Names;
use crate::model::{EntityKind, Sector};

/// Makes the second of two parties to an accord its recipient, where nobody else is. Three or more stay actors.
pub fn pair(names: &Names, actors: &[Actor], trigger: &Trigger, found: &mut Participants) {
    let ([one, other], []) = (found.actors.as_slice(), found.recipients.as_slice()) else { return };
    if trigger.frame.is_mutual && are_parties(names, &actors[*one], &actors[*other]) {
        found.recipients = found.actors.split_off(1);
    }
}

/// Tells whether two are parties that deal with each other: of two countries; inside one, a state and who is not of it, or the army and
/// another force; of bodies whose country is not known, any two.
fn are_parties(names: &Names, one: &Actor, other: &Actor) -> bool {
    if one.entity.is_some() && one.entity == other.entity {
        return false;
    }
    if let (Some(first), Some(second)) = (&one.country, &other.country)
        && first != second
    {
        return true;
    }
    let is = |actor: &Actor, kind| actor.entity.is_some_and(|entity| names.entity(entity).kind == kind);
    let is_person = |actor: &Actor| {
        actor.country.is_none() && actor.kind != ActorKind::Common && is(actor, EntityKind::Person)
    };
    let is_body = |actor: &Actor| actor.kind == ActorKind::Name && is(actor, EntityKind::Organization);
    let is_of_same = one.country.is_some() && one.country == other.country;
    let differ = one.sector.is_some() && other.sector.is_some() && side(one) != side(other);
    !is_person(one) && !is_person(other) && (differ || !is_of_same && is_body(one) && is_body(other))
}

/// Returns the side of a conflict or a bargain that somebody of a sector is on: who serves the state, who fights, who else.
fn side(actor: &Actor) -> Option<Sector> {
    use Sector::*;
    match actor.sector {
        Some(Government | Judiciary | Police) => Some(Government),
        sector => sector,
    }
}
