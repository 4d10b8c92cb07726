//! What tabs of one origin have in common: a store, a lock, and messages that come when they come.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::Poll;

use claimgate::error::{Code, Result};

use super::tab::World;

#[derive(Default)]
pub struct Origin {
    pub shared: RefCell<BTreeMap<String, String>>,
    pub shared_fails: Cell<bool>,
    /// Everything that was ever told.
    pub told: RefCell<Vec<String>>,
    tabs: RefCell<Vec<Weak<World>>>,
    held: Cell<bool>,
    /// What is a living page's alone, by name.
    owners: RefCell<BTreeMap<String, Weak<World>>>,
}

/// The lock as long as it is held; nothing where the wait for it was given up.
pub struct Held(Option<Rc<Origin>>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(origin) = &self.0 {
            origin.held.set(false);
        }
    }
}

impl Origin {
    pub fn join(&self, world: &Rc<World>) {
        self.tabs.borrow_mut().push(Rc::downgrade(world));
    }

    pub async fn lock(self: &Rc<Self>, world: &World) -> Held {
        world.pause().await;
        poll_fn(|_| {
            if !self.held.replace(true) {
                return Poll::Ready(Held(Some(self.clone())));
            }
            // Not for ever: a tab may be frozen while it holds the lock.
            if world.latency.get() > 0 && world.draw().is_multiple_of(32) { Poll::Ready(Held(None)) } else { Poll::Pending }
        })
        .await
    }

    pub async fn own(&self, world: &Rc<World>, name: &str) -> bool {
        world.pause().await;
        let mut owners = self.owners.borrow_mut();
        let owner = owners.get(name).and_then(Weak::upgrade).unwrap_or_else(|| world.clone());
        owners.insert(name.into(), Rc::downgrade(&owner));
        Rc::ptr_eq(&owner, world)
    }

    /// The page of this tab goes, or is put away.
    pub fn disown(&self, world: &Rc<World>) {
        self.owners.borrow_mut().retain(|_, owner| owner.upgrade().is_some_and(|owner| !Rc::ptr_eq(&owner, world)));
    }

    pub async fn read(&self, world: &World, name: &str) -> Result<Option<String>> {
        world.pause().await;
        if self.shared_fails.get() { Err(Code::StorageUnavailable.into()) } else { Ok(self.shared.borrow().get(name).cloned()) }
    }

    pub async fn write(&self, world: &World, name: &str, text: Option<&str>, over: Option<&str>) -> Result<bool> {
        world.pause().await;
        if self.shared_fails.get() {
            return Err(Code::StorageUnavailable.into());
        }
        let fits = self.put(name, text, over);
        world.pause().await;
        Ok(fits)
    }

    fn put(&self, name: &str, text: Option<&str>, over: Option<&str>) -> bool {
        let mut shared = self.shared.borrow_mut();
        let fits = over.is_none_or(|over| shared.get(name).is_some_and(|stored| stored == over));
        match text {
            Some(text) if fits => drop(shared.insert(name.into(), text.into())),
            None if fits => drop(shared.remove(name)),
            _ => {}
        }
        fits
    }

    /// To every tab but the one that tells.
    pub fn announce(&self, from: &World, message: &str) {
        self.told.borrow_mut().push(message.into());
        for tab in self.tabs.borrow().iter().filter_map(Weak::upgrade).filter(|tab| !std::ptr::eq(&**tab, from)) {
            tab.inbox.borrow_mut().push_back(message.into());
        }
    }
}

/// Messages that have not been heard yet.
pub type Inbox = RefCell<VecDeque<String>>;
