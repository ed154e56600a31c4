# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vocabulary in which a BigPanda object is declared. Pure data and pure functions; knows no resource by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Any, Callable, TypeVar

from .errors import InvalidOption, UnreadableAnswer

# The key under which what the user wants carries the time of the run, in epoch seconds, for resources that are timed.
TIME_OF_RUN = "time_of_run"
# The key under which it carries the state that the user wants, for the same.
STATE_WANTED = "state_wanted"
API_KEY = "api_key"
ORG_TOKEN = "org_token"
Found = TypeVar("Found")
# The contract's word for a permission that is not known.
NOT_STATED = "not stated"
# The content type of a body that is a dict of files: by name of the part, (file name, content, media type).
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class RateLimit:
    """A published limit (`x-rate-limit` of the contract).

    scope `route`: every method and path template counts alone; `api`: all calls of one token under the same
    published rate share one count.
    """

    requests: int
    per_s: int
    scope: str


API_LIMIT = RateLimit(requests=5, per_s=1, scope="api")


@dataclass(frozen=True)
class Operation:
    """One call of the API; `id` is its operationId in the contract, against which a test compares the rest.

    credentials: kinds of token the call takes, the preferred first.
    permission: (name, level) that the owner of an API key needs; name `none` where no role is checked.
    host: `api` or `integrations`.
    repeatable: a write that has no further effect when it is sent again, so a lost answer is asked for by doing so.
    status_only: the status says everything; the body of a 2xx answer is not read, whatever it holds.
    repeated_keys: a list in the query is said by repeating its key, not as one value with commas.
    any_text: a 2xx answer may be text, where its content type says that it is no JSON.
    """

    id: str
    method: str
    path: str
    permission: tuple[str, str]
    limit: RateLimit | None = API_LIMIT
    credentials: tuple[str, ...] = (API_KEY,)
    host: str = "api"
    content_type: str = "application/json; charset=utf8"
    repeatable: bool = False
    status_only: bool = False
    repeated_keys: bool = False
    any_text: bool = False

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD")


@dataclass(frozen=True)
class Paging:
    """How a list is read to its end.

    style: `page` (a page number from 1), `index` (a 1-based index of the first object), `cursor` (the Link header
    names the next page) or `none` (one answer holds all).
    items, total: keys of the answer that hold the objects and their stated number; an answer that is a list by
    itself is taken as it is.
    limit: the service shows no object past this position.
    by_content: the objects have no id of the service's (a key `id` is one of theirs), so they are told apart whole.
    mark: the key by which one object is known that is answered in place of a list.
    any_wrapping: nobody says which key holds the objects; it is the only list of the answer.
    assumed: that the list has pages is documented nowhere, so the first is asked for without saying so.
    """

    style: str = "none"
    position: str = "page"
    size: str = "per_page"
    size_value: int = 100
    items: str = "items"
    total: str | None = None
    limit: int | None = None
    by_content: bool = False
    mark: str = "id"
    any_wrapping: bool = False
    assumed: bool = False


@dataclass(frozen=True)
class KnownPaths:
    """What is known of a call by the beginning of its path, a regular expression; the first that fits counts.

    limits: the published limit, None where there is none; left out where it is the common one.
    jobs: the path at which a job is asked for that such a call began.
    rows: lists whose elements have no id of the service's (see `Paging.by_content`).
    """

    limits: tuple[tuple[str, RateLimit | None], ...] = ()
    jobs: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """The values of a field name objects of another resource, by id or by key.

    sends: what the API wants in their place: `id` or `key`.
    into: the field that takes the resolved value, where the option is only another way to give it.
    shown_as: the result that lists the keys beside the ids.
    content: objects of that resource have no name, so elements are dicts: what the object holds under the same keys,
    or its `id` alone. Names the internal field in them that takes the key which the content makes.
    complete: the list names every object of the resource, each once.
    exclusive: one object of the kind at most names an object of the resource, which is taken from the other then.
    """

    resource: str
    sends: str = "id"
    into: str | None = None
    shown_as: str | None = None
    content: str | None = None
    complete: bool = False
    exclusive: bool = False


@dataclass(frozen=True)
class Members:
    """Operations that add to and remove from a list field without replacing the object; the body is the array."""

    add: Operation
    remove: Operation


@dataclass(frozen=True)
class AtGroups:
    """How an object joins and leaves the groups that a list field names, without writing that list.

    groups, paging: their list. key: by which the field names them. id_value: of their id in the paths of `add` and
    `remove`, whose body holds the ids of members.
    """

    groups: Operation
    paging: Paging
    key: str
    id_value: str
    add: Operation
    remove: Operation


@dataclass(frozen=True)
class Children:
    """The elements of a list field are objects of their own, each with an id of the service's; their order counts.

    add, change, remove, order: operations at the path of the object that holds them. New ones go to the top.
    elements, ids, sequence: keys of the bodies, for whole elements, for the ids to remove, and for all ids in order.
    together: fields that the service keeps as one, so that a change of an element sends them all.
    foreign: pure; whether something else put an element there: it cannot be declared, and stays where it is.
    """

    add: Operation
    change: Operation
    remove: Operation
    order: Operation
    elements: str
    ids: str
    sequence: str
    together: tuple[str, ...] = ()
    foreign: Callable[[dict], bool] | None = None


@dataclass(frozen=True)
class Holder:
    """Objects of another kind keep objects of this one from being removed.

    resource: name of that kind. holds: pure; whether the first object, of that kind, holds the second. The first may
    name the second by its key. is_held: pure; whether anything holds the object; None where it does not tell.
    brings: pure; the keys of what comes with the table of an object of that kind where it is missing, and goes with the
    last one that brings it. is_only_held: pure; whether there is nothing else to it.
    """

    resource: str
    holds: Callable[[dict, dict], bool]
    is_held: Callable[[dict], bool] | None = None
    brings: Callable[[dict], Sequence[str]] = lambda _holder: ()
    is_only_held: Callable[[dict], bool] = lambda _held: False


@dataclass(frozen=True)
class Field:
    """One field of an object and the option of the same name.

    api_name: the API's spelling, where it differs.
    unordered: compared as a set. case_insensitive: compared without letter case.
    secret: no_log, masked in diffs. write_only: never returned by the service, so sent at creation and not compared.
    immutable: a change is refused. refers: see `Reference`. members: see `Members`. children: see `Children`.
    append: the option that turns an exact list into "at least these".
    at_groups: the list is written at what it names wherever the credential may; see `AtGroups`.
    on_create: sent at creation when the user left the field out, since the service asks for it.
    internal: no option and no result; the engine keeps it, inside another field of the service.
    needed: a new object needs it, though a change does not.
    later: names objects that may name this one, so where those are not there yet it is said by a change of its own.
    may_be_hidden: the service may not show it; what it does not show cannot be compared, and is taken to be as wanted.
    It is said with whatever else is changed.
    may_be_ignored: the service may accept a change of it and keep what was there, which is told and is no failure.
    meaning: pure; what values that mean the same have in common. Raises InvalidOption for a value that means nothing.
    spelled: pure; a value that means something as the service wants it written.
    paired_by: what identifies the elements, which are dicts. A declared one is the stored one that says all that was
    given, else one with the same values of the first fields named here, else of the second, as far as these were given;
    what was left out of it stays as the stored one has it.
    has_ids: the service gives the elements ids, which tell which is which.
    """

    name: str
    type: str = "str"
    elements: str | None = None
    required: bool = False
    default: Any = None
    choices: tuple | None = None
    aliases: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    api_name: str | None = None
    unordered: bool = False
    case_insensitive: bool = False
    secret: bool = False
    write_only: bool = False
    immutable: bool = False
    refers: Reference | None = None
    members: Members | None = None
    append: str | None = None
    at_groups: AtGroups | None = None
    on_create: Any = None
    internal: bool = False
    mutually_exclusive: tuple[tuple[str, ...], ...] = ()
    needed: bool = False
    later: bool = False
    may_be_hidden: bool = False
    may_be_ignored: bool = False
    meaning: Callable[[Any], Any] | None = None
    spelled: Callable[[Any], Any] | None = None
    children: Children | None = None
    paired_by: tuple[tuple[str, ...], ...] = ()
    has_ids: bool = False

    @property
    def api(self) -> str:
        return self.api_name or self.name

    @property
    def is_membership(self) -> bool:
        """Whether a change of the list is sent by itself, as who joins and who leaves."""
        return bool(self.members or self.at_groups)


@dataclass(frozen=True)
class Table:
    """A table that belongs to an object: replaced whole by a CSV upload, changed by a job, read back in pages.

    columns: pure; (titles of all columns, titles of those that identify a row) of an object, current or desired.
    mark: the internal field in which the engine keeps a fingerprint and how far it got.
    """

    upload: Operation
    read: Operation
    job: Operation
    paging: Paging
    columns: Callable[[dict], tuple[tuple[str, ...], tuple[str, ...]]]
    mark: str


@dataclass(frozen=True)
class Composition:
    """An object that the service does not show by itself, or only in part, but with the objects of another kind.

    of: that kind. stored: reads the part that is shown, if one is.
    compose: pure; (all objects of that kind, decoded, what `stored` answers or None) to the object; None where it
    cannot be put together. missing: what is then said to whoever wants it, and the remedy.
    """

    of: Resource
    compose: Callable[[list[dict], Any], dict | None]
    missing: tuple[str, str] = ("there is none.", "")
    stored: Operation | None = None


@dataclass(frozen=True)
class Transition:
    """A further state that an object can be brought to, by one operation that takes no body.

    name: what is done, as plans and messages say it. state: a choice of the option `state`.
    is_due: pure; (object, what the user wants) whether it is to be done now, False where the object is there already.
    Raises InvalidOption where the object cannot be brought there.
    after: what the object says then.
    """

    name: str
    state: str
    operation: Operation
    is_due: Callable[[dict, dict], bool]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Lock:
    """Why an object, as it is now, keeps its values. but: names of the fields that can be changed all the same."""

    why: str
    advice: str
    but: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """A kind of BigPanda object, declared once: everything else is derived from this.

    key: the field that users name objects by; an internal one where several options together do so.
    singleton: there is one at most, which needs no name; its key is internal and always the same. The key is `id`
    where the service gives none.
    composed: see `Composition`; `list` then is that of the other kind.
    id: the server's name of an object, as `id_value` in paths. id_is_key: it has no other name than its key.
    options: module options that are no field of the object. readonly: fields that only the service sets.
    list, get, create, update, delete: operations; paging: how `list` is read to its end.
    list_queries: several, where one list does not show all objects; what they show is put together by id.
    search: pure; query parameters that narrow `list` to one key, where the service can.
    replaces: `update` is a PUT that forgets what is left out, so the merged object is sent.
    change: changes what it says and keeps the rest, so it is preferred to an `update` that replaces. What its body
    means is not documented, so `update` follows where it is refused or has another effect.
    takes_unknown: it takes fields that nobody knows, at every depth, so these are sent back too.
    key_of: pure; the key, where an object has none but by what else it holds.
    names_may_repeat: nobody promises that keys are unique, so after a creation the engine looks whether another run
    created the same object at the same moment.
    renamed_by: the option that holds a new key.
    switch: the boolean field that says whether an object has an effect. A soft-deleted one has none either.
    soft_delete: the boolean field that a removal turns false, the record being kept: by `delete`, or by `update` where
    there is none.
    settles: the service carries writes out later, so their effect is awaited.
    decode, encode: pure; between the API's shape and ours, beyond plain renaming.
    complete: pure; an object as it will be, with what the service asks for in elements that are new.
    prepare: pure; what the user gave in canonical form. Refuses wrong input before anything is sent: InvalidOption.
    check: pure; refuses what the service would not take of an object as it is (None for a new one) and as it would be:
    InvalidOption.
    held_by: see `Holder`.
    is_same: pure; whether an object that has the key is the one that is meant, where keys are not unique.
    prefer: pure; (objects that are meant, what the user wants) to those of them that are meant before the others.
    tie_break: the field that tells objects of the same key apart, where the user gave it.
    together: fields that the service keeps as one, so that a change sends them all.
    repeats: pure; (object now, as it will be, what the user wants) to what each change says beside what it changes.
    transitions: see `Transition`. lock: pure; (object, what the user wants) to a `Lock`, None where all can be changed.
    timed: objects begin and end, so that what the user wants carries the time of the run (see `TIME_OF_RUN`) and the
    state that is wanted (see `STATE_WANTED`).
    is_over: pure; whether an object, as it is or as it is wanted, belongs to the past. Such objects are history: they
    are neither told nor purged, and not made anew once the service has forgotten them.
    table: see `Table`. built_in: pure; whether an object came with the organization and cannot be removed.
    is_default: pure; whether an object that is always there is as the service makes it; `delete` makes it so again.
    info_options: what the info module takes beside key and id; info_query: pure, the query parameters they become.
    info_selects: pure; (object, the info module's options) whether it is asked for, where the service cannot tell.
    info_combined: these options narrow together; without it they exclude each other, as id and key always do.
    """

    name: str
    plural: str
    key: str
    id_value: str
    fields: tuple[Field, ...]
    list: Operation
    id_is_key: bool = False
    paging: Paging = Paging()
    list_queries: tuple[Mapping[str, str], ...] = ({},)
    get: Operation | None = None
    create: Operation | None = None
    update: Operation | None = None
    change: Operation | None = None
    delete: Operation | None = None
    options: tuple[Field, ...] = ()
    readonly: tuple[str, ...] = ()
    search: Callable[[str], Mapping[str, str]] | None = None
    replaces: bool = False
    takes_unknown: bool = False
    key_of: Callable[[dict], str] | None = None
    names_may_repeat: bool = False
    renamed_by: str | None = None
    switch: str | None = None
    soft_delete: str | None = None
    settles: bool = False
    decode: Callable[[dict], dict] | None = None
    encode: Callable[[dict], dict] | None = None
    complete: Callable[[dict], dict] | None = None
    prepare: Callable[[dict], dict] | None = None
    check: Callable[[dict | None, dict], None] | None = None
    held_by: Holder | None = None
    is_same: Callable[[dict, dict], bool] | None = None
    prefer: Callable[[Sequence[dict], dict], Sequence[dict]] | None = None
    tie_break: str | None = None
    singleton: bool = False
    composed: Composition | None = None
    together: tuple[str, ...] = ()
    repeats: Callable[[dict, dict, dict], dict] | None = None
    transitions: tuple[Transition, ...] = ()
    lock: Callable[[dict, dict], Lock | None] | None = None
    timed: bool = False
    is_over: Callable[[dict], bool] | None = None
    table: Table | None = None
    built_in: Callable[[dict], bool] | None = None
    is_default: Callable[[dict], bool] | None = None
    info_options: tuple[Field, ...] = ()
    info_query: Callable[[dict], dict] | None = None
    info_selects: Callable[[dict, dict], bool] | None = None
    info_combined: bool = False
    mutually_exclusive: tuple[tuple[str, ...], ...] = ()
    required_one_of: tuple[tuple[str, ...], ...] = ()
    required_if: tuple[tuple, ...] = ()

    @property
    def title(self) -> str:
        """The name in a sentence: `scim_user` reads "SCIM user"."""
        return self.name.replace("_", " ").replace("scim ", "SCIM ")

    def titled(self, key: Any) -> str:
        """One object in a sentence; the only one of its kind goes without a name."""
        return self.title if self.singleton else f'{self.title} "{key}"'

    @property
    def may_be_named_by_id(self) -> bool:
        """Whether the user may name an object by its id in place of its key."""
        return not (self.singleton or self.field(self.key).required)

    def field(self, name: str) -> Field:
        return self._fields_by_name[name]

    @cached_property
    def _fields_by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def hideable(self) -> tuple[Field, ...]:
        """The fields that the service may not show."""
        return tuple(field for field in self.fields if field.may_be_hidden)

    @cached_property
    def with_parts(self) -> tuple[Field, ...]:
        """The fields whose values are out of a documented set, or hold such values."""
        return tuple(field for field in self.fields if field.choices or field.fields)

    @cached_property
    def names_by_api(self) -> dict[str, str]:
        """Our names of the fields, by the API's."""
        return {field.api: field.name for field in self.fields}

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Names of what the service may show of an object, its id aside."""
        readable = (field for field in self.fields if not field.write_only)
        names = [field.name for field in readable if not (field.refers and field.refers.into)]
        return (*names, *(name for name in self.readonly if name not in names))


@dataclass(frozen=True)
class Administration:
    """Who may undo what a run does: members of groups that have these permissions.

    api_keys: lists the API keys, by which a run finds out whose it uses. group, member: the two kinds.
    permissions: pure; what a group allows, as (resource type, id of one object or "", action), in lower case.
    needed: by title, the (resource type, action) without which nobody can undo what was done to groups and members.
    is_administrators: pure; whether that group came with the organization, for those who may do everything. Members
    name groups by key, so it has to do with the key alone.
    """

    api_keys: Operation
    group: Resource
    member: Resource
    permissions: Callable[[dict], frozenset[tuple[str, str, str]]]
    needed: Mapping[str, tuple[str, str]]
    is_administrators: Callable[[dict], bool]


@dataclass(frozen=True)
class Catalog:
    """Every kind that makes up an organization, each after those that it refers to."""

    resources: tuple[Resource, ...]
    administration: Administration

    @property
    def api_keys(self) -> Operation:
        """Lists the API keys."""
        return self.administration.api_keys


@dataclass(frozen=True)
class Reading:
    """Something that has to be read before a part of a situation can be planned; `name` is its key in the situation.

    paging: for lists. query: sent along. newest: this many objects are enough.
    may_be_hidden: where the owner of the key may not read it (403), None is taken in its place.
    """

    name: str
    operation: Operation
    paging: Paging | None = None
    query: Mapping[str, Any] | None = None
    newest: int | None = None
    may_be_hidden: bool = False


@dataclass(frozen=True)
class Action:
    """Something to be done to bring a situation about.

    before, after: what it changes, for diffs. predicts: the same as keys of the object, as far as it shows them.
    later: the service does it after it answered.
    """

    name: str
    operation: Operation
    values: Mapping[str, str]
    body: Any
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    predicts: Mapping[str, Any] = dataclass_field(default_factory=dict)
    later: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a situation, brought about by actions.

    option: the module's option that asks for it. readings: what is read when it does.
    plan: pure; (situation at the start, situation now, what the user wants) to actions, none when it is so.
    others: the option lists ids of other objects of the kind, which are read with their history.
    contents: pure; what the option's values are sought in where this object holds them no more.
    verifiable: whether the effect can be looked up when an answer was lost.
    """

    option: str
    plan: Callable[[dict, dict, dict], tuple[Action, ...]]
    readings: tuple[Reading, ...] = ()
    others: bool = False
    contents: Callable[[dict], set[str]] | None = None
    verifiable: bool = True


@dataclass(frozen=True)
class SituationKind:
    """Objects that are no configuration: nobody creates or removes them, but wants them in a certain situation.

    get: reads the object; id_value: its id in paths. parts: in the order in which they are brought about.
    fields: the module's options. needs: of these, the ones without which no path can be built.
    check: pure; (what the user wants, the time in epoch seconds): refuses wrong input, raises InvalidOption.
    history: what happened to an object. search, paging: all objects, the last changed first.
    deprecated: why another kind should be used, where that is so.
    """

    name: str
    plural: str
    id_value: str
    get: Operation
    parts: tuple[Part, ...]
    fields: tuple[Field, ...] = ()
    needs: tuple[str, ...] = ()
    check: Callable[[dict, float], None] | None = None
    history: Reading | None = None
    search: Operation | None = None
    paging: Paging = Paging()
    deprecated: str = ""


@dataclass(frozen=True)
class Search:
    """How objects of a kind of situation are found. The functions are pure and take the options of the module.

    fields: its options. query: parameters of the search; item_query: of reading one object. paging: how it is read.
    order: the objects found, sorted as asked. activities: what happened to one object.
    """

    kind: SituationKind
    fields: tuple[Field, ...]
    check: Callable[[dict], None]
    query: Callable[[dict], dict]
    item_query: Callable[[dict], dict]
    paging: Callable[[dict], Paging]
    order: Callable[[list[dict], dict], list[dict]]
    activities: Reading


@dataclass(frozen=True)
class Batch:
    """Items to hand to the service, in as few bodies as can hold them.

    items: in the order in which they go, each with its number in the option `option`.
    values, headers: of every request. body: pure; the body that holds these items.
    most_items, below_bytes: what one body may hold, None where that is not limited.
    """

    option: str
    operation: Operation
    items: tuple[tuple[int, Any], ...]
    body: Callable[[list], Any]
    values: Mapping[str, str] = dataclass_field(default_factory=dict)
    headers: Mapping[str, str] = dataclass_field(default_factory=dict)
    most_items: int | None = None
    below_bytes: int | None = None


@dataclass(frozen=True)
class Effect:
    """Where the effect of a batch shows: on the object that `option` names, which is optional.

    operation, query: read the object, whose id in paths is `id_value`.
    states: pure; how each item that the object holds is now. Raises UnreadableAnswer where the object does not show it.
    done: how an item is that needs no sending.
    """

    option: str
    id_value: str
    operation: Operation
    query: Mapping[str, Any]
    states: Callable[[Any], dict[str, str]]
    done: str


@dataclass(frozen=True)
class Delivery:
    """Items that the service takes in, of which it keeps nothing by that they could be found and compared.

    prepare: pure; what the user gave in canonical form. Refuses wrong input before anything is sent: InvalidOption.
    batch: pure; what was so prepared, with the time of the run (see `TIME_OF_RUN`), to be sent. effect: see `Effect`.
    """

    fields: tuple[Field, ...]
    prepare: Callable[[dict], dict]
    batch: Callable[[dict], Batch]
    effect: Effect | None = None
    mutually_exclusive: tuple[tuple[str, ...], ...] = ()
    required_one_of: tuple[tuple[str, ...], ...] = ()
    required_together: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class View:
    """Something that can only be read, and that has no objects to name: `result` is the key it is returned under.

    decode: pure; from the answer, out of its envelope, to what is returned.
    """

    result: str
    operation: Operation
    decode: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Journal:
    """Entries that can only be read, and that nobody names: `result` is the key they are returned under.

    fields: the module's options that narrow it. query: pure; from these to query parameters. Raises InvalidOption.
    decode: pure; from an entry of the service's to one of ours.
    """

    result: str
    operation: Operation
    paging: Paging
    fields: tuple[Field, ...]
    query: Callable[[dict], dict]
    decode: Callable[[dict], dict]


@dataclass(frozen=True)
class Substitute:
    """What a module calls in place of its other operations where only the credential that this one takes is given."""

    operation: Operation


@dataclass(frozen=True)
class Checkup:
    """What has to be known of the API to tell whether a connection will do.

    roles: a kind whose list takes the User API Key alone. api_keys: a list that takes either credential.
    by_org_token: a list that takes the Org Token alone.
    environments: the kind in which calls need a permission for one of it.
    modules: by name, the declarations and operations that a module uses.
    held_as: the (resource_type, action) by which a role holds a permission (name, level), where that is documented.
    perhaps_held_as: another by which a role may hold it as well.
    """

    roles: Resource
    environments: Resource
    api_keys: Operation
    by_org_token: Operation
    modules: Mapping[str, tuple]
    held_as: Mapping[tuple[str, str], tuple[str, str]]
    perhaps_held_as: Mapping[tuple[str, str], tuple[str, str]]


def found_in(declaration: Any, kind: type[Found]) -> Iterator[Found]:
    """Everything of that type that a declaration holds, however deep, some perhaps twice.

    What an object is put together from (`Composition.of`) is a declaration of its own, and what is done only where the
    credential may (`AtGroups`) is none of what a declaration needs.
    """
    if isinstance(declaration, AtGroups):
        return
    if isinstance(declaration, kind):
        yield declaration
    elif isinstance(declaration, (list, tuple)):
        for inner in declaration:
            yield from found_in(inner, kind)
    elif is_dataclass(declaration) and not isinstance(declaration, type):
        for name in declaration.__dataclass_fields__:
            if not (isinstance(declaration, Composition) and name == "of"):
                yield from found_in(getattr(declaration, name), kind)


def argument_spec(fields: tuple[Field, ...]) -> dict:
    """Ansible's argument specification of these fields, nested ones included."""
    return {field.name: _option(field) for field in fields if not field.internal}


def _option(field: Field) -> dict:
    option: dict = {"type": field.type}
    if field.elements:
        option["elements"] = field.elements
    if field.required:
        option["required"] = True
    if field.default is not None:
        option["default"] = field.default
    if field.choices:
        option["choices"] = list(field.choices)
    if field.aliases:
        option["aliases"] = list(field.aliases)
    if field.fields:
        option["options"] = argument_spec(field.fields)
    if field.mutually_exclusive:
        option["mutually_exclusive"] = [list(names) for names in field.mutually_exclusive]
    if field.secret:
        option["no_log"] = True
    return option


def canonical_form(resource: Resource, given: dict) -> dict:
    """What the user gave, as it is compared and found. Raises InvalidOption for wrong input."""
    _refuse_blank_names(resource, given)
    desired = _spelled(resource.fields, given)
    desired = resource.prepare(desired) if resource.prepare else desired
    return {**desired, **_constant_key(resource)}


def _refuse_blank_names(resource: Resource, given: dict) -> None:
    for option in (resource.key, resource.renamed_by):
        value = given.get(option or "")
        if isinstance(value, str) and not value.strip():
            raise InvalidOption(f"{option} is empty.", f"Give the {resource.title} a name.")


def _spelled(fields: tuple[Field, ...], given: dict) -> dict:
    """What the user gave as the service wants it written, at every depth."""
    spelled = dict(given)
    for field in fields:
        value = given.get(field.name)
        if value is None:
            continue
        if field.spelled:
            spelled[field.name] = field.spelled(value)
        elif field.fields and isinstance(value, list):
            spelled[field.name] = [_spelled(field.fields, item) for item in value]
        elif field.fields:
            spelled[field.name] = _spelled(field.fields, value)
    return spelled


def _constant_key(resource: Resource) -> dict:
    return {resource.key: resource.name} if resource.singleton else {}


def check_object(raw: Any) -> dict:
    """What the service gave for an object. Raises UnreadableAnswer if it is none."""
    if not isinstance(raw, dict):
        raise UnreadableAnswer(
            "the answer holds something that is no object.", "Check api_url; the service may have changed."
        )
    return raw


def check_list(raw: Any) -> list:
    """What the service gave for a list. Raises UnreadableAnswer if it is none."""
    if not isinstance(raw, list):
        raise UnreadableAnswer("the answer is not a list.", "Check api_url; the service may have changed.")
    return raw


def decode(resource: Resource, raw: Any) -> dict:
    """The service's object in Ansible's spelling.

    Fields we do not know are kept as they are; those that the service left out are None, so that every object of a
    kind has the same keys, and so have the elements of a list. A value out of a documented set is spelled as it is
    there. Raises UnreadableAnswer if it is no object.
    """
    names = resource.names_by_api
    decoded = {names.get(name, name): value for name, value in check_object(raw).items()}
    if resource.decode:
        decoded = resource.decode(decoded)
    decoded.update({field.name: _documented(field, decoded.get(field.name)) for field in resource.with_parts})
    if resource.id_is_key:
        decoded["id"] = decoded.get(resource.key)
    missing = {name: None for name in resource.shown if name not in decoded}
    return {**decoded, **missing, **_constant_key(resource)}


def _documented(field: Field, value: Any) -> Any:
    """As the documentation spells it, with all that it may say of elements of a list."""
    if field.choices:
        spelling = {str(choice).lower(): choice for choice in field.choices}
        return _each(value, lambda each: spelling.get(each.lower(), each) if isinstance(each, str) else each)
    if field.type == "list" and isinstance(value, list):
        return _each(value, lambda each: _documented_parts(field, each, all_names=True))
    return _documented_parts(field, value, all_names=False)


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    return [change(each) for each in value] if isinstance(value, list) else change(value)


def _documented_parts(field: Field, value: Any, all_names: bool) -> Any:
    if not isinstance(value, dict):
        return value
    parts = [inner for inner in field.fields if not (inner.internal or inner.refers and inner.refers.into)]
    known = {
        inner.name: _documented(inner, value.get(inner.name)) for inner in parts if all_names or inner.name in value
    }
    return {**value, **known}


def compose(resource: Resource, parts: list[dict], stored: Any) -> list[dict]:
    """The objects of a composed resource, of which there is one at most; see `Composition`."""
    whole = resource.composed.compose(parts, stored) if resource.composed else None
    return [] if whole is None else [decode(resource, whole)]


def encode(resource: Resource, values: dict) -> dict:
    """The body that says `values` (declared fields only) in the API's spelling."""
    encoded = resource.encode(dict(values)) if resource.encode else values
    names = {field.name: field.api for field in resource.fields}
    unsent = _constant_key(resource)
    return {names.get(name, name): value for name, value in encoded.items() if name not in unsent}


def prune(value: Any) -> Any:
    """Without the Nones that Ansible puts in for options that were left out, at every depth."""
    if isinstance(value, dict):
        return {name: prune(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [prune(inner) for inner in value]
    return value


def check_epoch_s(option: str, value: int) -> None:
    """Refuse a time before 1970, and one in milliseconds: the API knows seconds only.

    Source: contract README ("Times are epoch seconds, never milliseconds").
    """
    if value < 0:
        raise InvalidOption(f"{option} is {value}.", "Give whole seconds since 1970.")
    if value >= 10_000_000_000:
        raise InvalidOption(
            f"{option} is {value}, which looks like milliseconds.",
            f"Give whole seconds since 1970, for example {value // 1000}.",
        )


def check_limit(value: int) -> None:
    """Refuse a number of results that nobody can mean."""
    if value < 0:
        raise InvalidOption(f"limit is {value}.", "Give how many to return at most, or 0 for all.")


def check_duration_s(option: str, value: int) -> None:
    """Refuse less than nothing."""
    if value < 0:
        raise InvalidOption(f"{option} is {value}.", "Give a number of seconds, 0 or more.")


def check_id(option: str, value: str) -> None:
    """Refuse what names no object and would lead to another path of the API."""
    if value.strip() in ("", ".", ".."):
        raise InvalidOption(f'{option} is "{value}", which names nothing.', "Give an id or a name, or leave it out.")
