"""The rules of a simulated world as a Mesa model, written as Mesa's own examples are.

Agents are states; what one believes of another, how it is disposed towards it, what came of their
last meeting and how often they met are dictionaries by the other agent. Nothing is copied or
searched: the work of a step is that of its meetings.
"""

from typing import Any

import mesa


class StateAgent(mesa.Agent):
    """A state."""

    def __init__(self, model: "MesaWorld") -> None:
        super().__init__(model)
        self.rule = model.rule
        self.partners: list[StateAgent] = []
        self.belief: dict[StateAgent, float] = {}
        self.trustworthy: dict[StateAgent, bool] = {}
        self.last: dict[StateAgent, int] = {}
        self.acts = self.cooperative = 0

    def acquaint(self, other: "StateAgent") -> None:
        """Hold something of another state."""
        self.belief[other] = self.model.trust
        self.trustworthy[other] = self.random.random() < self.model.trust
        self.last[other] = 0

    def step(self) -> None:
        """Meet partners by chance; each pair is one state's to arrange."""
        for other in self.partners:
            if self.random.random() < self.model.contact:
                self.model.meet(self, other)

    def act(self, other: "StateAgent") -> tuple[int, int]:
        """What this state does, and what the other takes it for."""
        model = self.model
        share = self.rule[self.last[other]] if self.trustworthy[other] else model.mimicry
        share = (1.0 - 2.0 * model.slip) * share + model.slip
        did = int(self.random.random() < share)
        return did, did if self.random.random() >= model.misperception else 1 - did

    def learn(self, other: "StateAgent", own: int, theirs: int) -> None:
        """Bayes' rule, conflict excused that answers one's own."""
        model, last = self.model, self.last[other]
        ratio = model.cheated / model.kept
        if not theirs:
            ratio = (1.0 - model.cheated) / (1.0 - model.kept)
            if last > 2:
                ratio += model.standing * (1.0 - ratio)
        held = self.belief[other]
        self.belief[other] = held / (held + (1.0 - held) * ratio)
        self.last[other] = 1 + 2 * (1 - own) + (1 - theirs)
        self.acts += 1
        self.cooperative += own


class MesaWorld(mesa.Model):
    """A world of states.

    Args:
        states: How many.
        contact: Chance of a meeting of a pair and step.
        degree: States each meets with, on a ring; with all others where it is `None`.
        records: Whether acts are kept, as columns.
        seed: Of Mesa's draws.
    """

    def __init__(
        self,
        states: int,
        contact: float,
        *,
        degree: int | None = None,
        records: bool = False,
        seed: int = 0,
    ) -> None:
        super().__init__(seed=seed)
        self.contact, self.trust, self.mimicry = contact, 0.6, 0.5
        self.rule = (1.0, 1.0, 1.0 / 3.0, 1.0, 1.0 / 3.0)  # generous tit for tat
        self.slip, self.misperception = 0.02, 0.02
        self.kept, self.cheated, self.standing = 0.95, 0.5, 1.0
        self.records = records
        self.columns: tuple[list[int], ...] = ([], [], [], [])
        self.together = self.hostile = self.meetings = self.good = 0
        found = list(StateAgent.create_agents(self, states))
        for place, agent in enumerate(found):
            near = found[place + 1 :] if degree is None else self._near(found, place, degree)
            for other in near:
                agent.partners.append(other)
                agent.acquaint(other)
                other.acquaint(agent)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "meetings": lambda model: model.meetings,
                "cooperative": lambda model: model.good,
                "mutual": lambda model: model.together,
                "hostile": lambda model: model.hostile,
                "trust": lambda model: sum(sum(each.belief.values()) for each in model.agents),
                "trusted": lambda model: sum(
                    held >= 0.5 for each in model.agents for held in each.belief.values()
                ),
                "trustworthy": lambda model: sum(
                    sum(each.trustworthy.values()) for each in model.agents
                ),
                "misplaced": misplaced,
            }
        )

    @staticmethod
    def _near(found: list[StateAgent], place: int, degree: int) -> list[StateAgent]:
        size = len(found)
        return [found[(place + step) % size] for step in range(1, degree // 2 + 1)]

    def step(self) -> None:
        """Every state once, in any order, then the data."""
        self.together = self.hostile = self.meetings = self.good = 0
        self.agents.shuffle_do("step")
        self.datacollector.collect(self)

    def meet(self, one: StateAgent, two: StateAgent) -> None:
        """A meeting: both choose before either has seen the other."""
        did_one, seen_one = one.act(two)
        did_two, seen_two = two.act(one)
        one.learn(two, did_one, seen_two)
        two.learn(one, did_two, seen_one)
        self.meetings += 1
        self.good += did_one + did_two
        self.together += did_one & did_two
        self.hostile += not (did_one or did_two)
        if self.records:
            step, source, target, deed = self.columns
            step += (self.steps, self.steps)
            source += (one.unique_id, two.unique_id)
            target += (two.unique_id, one.unique_id)
            deed += (did_one, did_two)


def misplaced(model: Any) -> float:
    """Mean square of the distance between trust and whether the other is trustworthy."""
    return float(
        sum(
            (held - other.trustworthy[each]) ** 2
            for each in model.agents
            for other, held in each.belief.items()
        )
    )
