//! What each commune does with a form: most fill in the template, some have their own way, a few make mistakes.

use super::chance::Chance;
use super::mess::{Habit, Mess, deck};
use super::place::Place;
use super::planted::{Mistakes, mistakes};
use super::province::Commune;
use crate::observations::Recipe;

/// What one unit does with its form.
pub enum Manner {
    /// It fills in the template.
    Template,
    /// It sends a sheet of its own, which is right.
    Own(Mess),
    /// It adds rows with mistakes.
    Mistaken(Mistakes),
    /// Its rows are right, and the total of this column is not their sum.
    WrongTotal(&'static str),
}

/// Deals the mess of a form to some communes, each kind once, its mistakes to others; the rest keep to the template.
pub fn deal(recipe: &Recipe, place: &Place, communes: &[Commune], chance: &mut Chance) -> Vec<Manner> {
    let mut manners: Vec<Manner> = communes.iter().map(|_| Manner::Template).collect();
    let mut order: Vec<usize> = (0..communes.len()).collect();
    chance.shuffle(&mut order);
    let mut dealt = Vec::new();
    for mess in deck(&recipe.name) {
        let former = mess.habits.contains(&Habit::FormerNames);
        let fits = |i: &usize| !former || !communes[*i].former_names.is_empty();
        if let Some(at) = order.iter().position(fits) {
            dealt.push((order.remove(at), Manner::Own(mess)));
        }
    }
    let wrong = mistakes(place, &recipe.name).into_iter().map(Manner::Mistaken);
    let column = match recipe.name.as_str() {
        "online-service" => "handled",
        "village-coverage" => "households",
        "budget-line" => "allotted",
        _ => "received",
    };
    dealt.extend(order.into_iter().zip(wrong.chain([Manner::WrongTotal(column)])));
    for (i, manner) in dealt {
        manners[i] = manner;
    }
    manners
}
