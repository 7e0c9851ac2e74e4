//! One reader, several workers, one consumer: work in parallel, results in the order of the input.
//!
//! In: items with their size. Out: each item's result, in order. Items in flight are bounded by number and bytes, so memory
//! depends on the largest ones and not on the pile: twelve articles of 4 KB wait for no one, one of 50 MB travels alone.

use crate::Result;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex};
use std::thread;

/// Bytes of input in flight: a thousand articles of usual length. One larger input travels alone (50 MB took 320 MB in all).
const BYTES_MAX: usize = 4 << 20;
/// Items in flight for each worker: enough that none waits while the consumer commits.
const ITEMS_PER_WORKER: usize = 64;
/// Stack of a worker: pages with thousands of nested tags are walked recursively.
const STACK_BYTES: usize = 64 << 20;

/// Hands every item of `produce` to `work` on one of `threads` workers, and the results to `consume`, in order.
///
/// With one thread, the three take turns, so that no more than one processor is busy.
///
/// `produce` calls its argument with each item and its size in bytes, and stops when that says so. `consume` may stop the
/// whole, early and without error, with `ControlFlow::Break`.
pub fn run<Item: Send, Output: Send>(
    threads: usize,
    produce: impl FnOnce(&mut dyn FnMut(Item, usize) -> ControlFlow<()>) -> Result<()> + Send,
    work: impl Fn(Item) -> Output + Sync,
    mut consume: impl FnMut(Output) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let gate = Gate::new(if threads == 1 { 1 } else { threads * ITEMS_PER_WORKER });
    let (todo, jobs) = crossbeam_channel::unbounded::<(u64, usize, Item)>();
    let (done, results) = crossbeam_channel::unbounded::<(u64, usize, Output)>();
    thread::scope(|scope| {
        // Whatever ends this block, also a panic of the consumer, lets the reader out.
        let _open = OpenGate(&gate);
        let gate = &gate;
        let producer = scope.spawn(move || {
            let mut number = 0;
            produce(&mut |item, bytes| {
                if !gate.enter(bytes) || todo.send((number, bytes, item)).is_err() {
                    return ControlFlow::Break(());
                }
                number += 1;
                ControlFlow::Continue(())
            })
        });
        for _ in 0..threads {
            let (jobs, done, work) = (jobs.clone(), done.clone(), &work);
            let worker = move || {
                jobs.iter().all(|(number, bytes, item)| done.send((number, bytes, work(item))).is_ok())
            };
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, worker)
                .expect("the system starts threads");
        }
        drop((jobs, done));
        let consumed = in_order(results, gate, &mut consume);
        gate.close();
        let produced = producer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        consumed.and(produced)
    })
}

/// Hands results to the consumer in the order of their numbers.
fn in_order<Output>(
    results: crossbeam_channel::Receiver<(u64, usize, Output)>,
    gate: &Gate,
    consume: &mut impl FnMut(Output) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let (mut next, mut waiting) = (0, BTreeMap::new());
    for (number, bytes, output) in results {
        waiting.insert(number, (bytes, output));
        while let Some((bytes, output)) = waiting.remove(&next) {
            if consume(output)?.is_break() {
                return Ok(());
            }
            gate.leave(bytes);
            next += 1;
        }
    }
    Ok(())
}

/// Lets items in while there is room for them.
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
    items_max: usize,
}

#[derive(Default)]
struct GateState {
    items: usize,
    bytes: usize,
    closed: bool,
}

impl Gate {
    fn new(items_max: usize) -> Gate {
        Gate { state: Mutex::default(), changed: Condvar::new(), items_max }
    }

    /// Waits for room; false when the gate was closed. An item larger than all room enters alone.
    fn enter(&self, bytes: usize) -> bool {
        let state = self.state.lock().expect("no holder of this lock panics");
        let full = |state: &mut GateState| {
            !state.closed
                && state.items > 0
                && (state.items >= self.items_max || state.bytes + bytes > BYTES_MAX)
        };
        let mut state = self.changed.wait_while(state, full).expect("no holder of this lock panics");
        state.items += 1;
        state.bytes += bytes;
        !state.closed
    }

    fn leave(&self, bytes: usize) {
        let mut state = self.state.lock().expect("no holder of this lock panics");
        state.items -= 1;
        state.bytes -= bytes;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().expect("no holder of this lock panics").closed = true;
        self.changed.notify_all();
    }
}

/// Closes the gate when dropped.
struct OpenGate<'a>(&'a Gate);

impl Drop for OpenGate<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn squares(threads: usize, count: u64, stop_after: Option<u64>) -> Vec<u64> {
        let mut seen = Vec::new();
        let produce = |put: &mut dyn FnMut(u64, usize) -> ControlFlow<()>| {
            for n in 0..count {
                // Every seventh is larger than all the room there is.
                if put(n, if n % 7 == 0 { BYTES_MAX * 2 } else { 1000 }).is_break() {
                    break;
                }
            }
            Ok(())
        };
        let consume = |square| {
            seen.push(square);
            Ok(if Some(square) == stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        };
        run(threads, produce, |n| n * n, consume).unwrap();
        seen
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let expected: Vec<u64> = (0..1000).map(|n| n * n).collect();
        assert_eq!(squares(1, 1000, None), expected);
        assert_eq!(squares(4, 1000, None), expected);
    }

    #[test]
    fn a_consumer_that_has_enough_stops_the_rest() {
        assert_eq!(squares(3, 1_000_000, Some(9)), [0, 1, 4, 9]);
    }

    #[test]
    fn errors_of_either_end_come_back() {
        let fail = |_: &mut dyn FnMut(u8, usize) -> ControlFlow<()>| Err(Error::Usage("no".into()));
        assert!(run(2, fail, |n| n, |_| Ok(ControlFlow::Continue(()))).is_err());
        let one = |put: &mut dyn FnMut(u8, usize) -> ControlFlow<()>| {
            while put(1, 1).is_continue() {}
            Ok(())
        };
        assert!(run(2, one, |n| n, |_| Err(Error::Usage("no".into()))).is_err());
    }
}
