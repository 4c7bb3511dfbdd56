//! Explanations made up by hand with every part filled in, so that the report floor is tried by itself.

use threshold::calendar::Date;
use threshold::check::Heading;
use threshold::evaluation::{BindingDuty, RuleState, Status, Truth, WhyOpen};
use threshold::explanation::*;
use threshold::record::{Relation, Reply};
use threshold::syntax::tree::Duty;

/// Puts every text of a record or a rule through `say`, so that a test can make all of them hostile.
pub(crate) struct Invented<'a>(pub(crate) &'a dyn Fn(&str) -> String);

impl Invented<'_> {
    fn t(&self, text: &str) -> String {
        (self.0)(text)
    }

    fn all(&self, texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| self.t(text)).collect()
    }

    fn saying(&self, words: &str, by: &str, line: u32) -> Saying {
        Saying {
            state: SayingState::Value,
            value: self.t(words),
            words: self.t(words),
            sentence: None,
            by: Some(self.t(by)),
            on: Date::parse("2015-06-02"),
            reason: None,
            due: None,
            note: None,
            reasons: None,
            because: None,
            origin: format!("{}:{line}", self.t("cases.yaml")),
        }
    }

    fn abuse(&self) -> FactLine {
        let mut first = self.saying("suspected", "police", 14);
        first.note = Some(self.t("unexplained fractures"));
        first.sentence = Some(self.t("abuse or neglect of the child is suspected"));
        self.line("abuse-or-neglect", "abuse or neglect of the child", vec![first])
    }

    fn died(&self) -> FactLine {
        let mut saying = self.saying("yes", "hospital", 4);
        saying.sentence = Some(self.t("the child died"));
        self.line("child-died", "Did the child die?", vec![saying])
    }

    fn coroner(&self) -> FactLine {
        let mut saying = self.saying("not known", "coroner", 9);
        saying.state = SayingState::NotKnown;
        saying.reason = Some(self.t("awaited"));
        saying.due = Date::parse("2015-08-20");
        self.line("coroner-accepted", "Has the coroner accepted the cause of death?", vec![saying])
    }

    fn not_asked(&self, id: &str, name: &str) -> FactLine {
        let saying = Saying {
            state: SayingState::NotAsked,
            value: "not asked".to_owned(),
            words: "not asked".to_owned(),
            by: None,
            on: None,
            origin: String::new(),
            ..self.saying("", "", 0)
        };
        self.line(id, name, vec![saying])
    }

    fn disputed(&self) -> FactLine {
        let mut yes = self.saying("yes", "GP", 20);
        yes.reasons = Some(self.t("seen at the surgery"));
        let mut line = self.line(
            "seen",
            "Was the child seen in March?",
            vec![yes, self.saying("no", "health visitor", 21)],
        );
        line.disputed = true;
        line
    }

    fn line(&self, id: &str, name: &str, sayings: Vec<Saying>) -> FactLine {
        let named = !name.ends_with('?');
        FactLine { fact: id.to_owned(), name: self.t(name), named, sayings, disputed: false }
    }

    fn sentence(&self, label: &str, text: &str, truth: Truth, facts: Vec<FactLine>) -> Statement {
        Statement {
            label: label.to_owned(),
            text: self.t(text),
            citations: Vec::new(),
            truth,
            presumed: None,
            behind: Behind::default(),
            kind: StatementKind::Sentence { facts, means: None },
        }
    }

    fn list(
        &self,
        label: &str,
        (heading, words): (Heading, &str),
        truth: Truth,
        items: Vec<Statement>,
    ) -> Statement {
        let count = |truth| u32::try_from(items.iter().filter(|item| item.truth == truth).count()).unwrap();
        let presumed = |truth| {
            let there = items.iter().filter(|item| item.truth == truth && !item.presumptions().is_empty());
            u32::try_from(there.count()).unwrap()
        };
        let counts = Counts {
            present: count(Truth::True),
            absent: count(Truth::False),
            not_known: count(Truth::Open),
            presumed: presumed(Truth::True),
            presumed_absent: presumed(Truth::False),
        };
        Statement {
            label: label.to_owned(),
            text: self.t(words),
            citations: Vec::new(),
            truth,
            presumed: None,
            behind: Behind::default(),
            kind: StatementKind::List { heading, counts, items },
        }
    }

    fn abuse_rule(&self, truth: Truth) -> RuleExplanation {
        let any = (Heading::Any, "any of these is true");
        let mut concern = self.sentence(
            "(ii)",
            "agencies worked together in a way that gives cause for concern",
            Truth::True,
            vec![self.not_asked("joint-working-concern", "Is there cause for concern about joint working?")],
        );
        concern.presumed = Some(self.t("no definitive evidence"));
        let items = vec![
            self.sentence(
                "(a)",
                "abuse or neglect of the child is known or suspected",
                truth,
                vec![self.abuse()],
            ),
            self.list(
                "(b)",
                any,
                Truth::True,
                vec![self.sentence("(i)", "the child died", Truth::True, vec![self.died()]), concern],
            ),
        ];
        RuleExplanation {
            rule: self.t("known or suspected abuse"),
            citations: self.all(&["Regs 5(2)(a) and (b)"]),
            state: if truth == Truth::True { RuleState::Applies } else { RuleState::DoesNotApply },
            duty: Duty::Must,
            outcome: self.t("serious case review"),
            from_base: Some(self.t("England: Working Together 2015")),
            set_aside_by: Vec::new(),
            when: self.list("", (Heading::All, "all of these are true"), truth, items),
            whether_or_not: self.all(&["children's social care was involved"]),
            considerations: vec![ConsiderationLine {
                label: "(a)".to_owned(),
                text: self.t("what the family has said"),
                citations: self.all(&["Local 9"]),
                truth: None,
                facts: Vec::new(),
                reasons: Vec::new(),
            }],
        }
    }

    fn indicators_rule(&self) -> RuleExplanation {
        let item = |label: &str, text: &str, truth: Truth| self.sentence(label, text, truth, Vec::new());
        let several = self.list(
            "(b)",
            (Heading::AtLeast(3), "at least several of these are true"),
            Truth::Open,
            vec![
                item("(i)", "the child's age at death is under the infant age limit", Truth::True),
                item("(ii)", "the child had a child protection plan", Truth::False),
                item("(iii)", "a parent or carer misused drugs or alcohol", Truth::Open),
                item("(iv)", "there was domestic abuse in the household", Truth::True),
                item("(v)", "the number of referrals is 3 or more", Truth::Open),
            ],
        );
        let mut cared =
            self.sentence("(a)", "the child was cared for by the authority", Truth::True, Vec::new());
        if let StatementKind::Sentence { means, .. } = &mut cared.kind {
            *means = Some(Box::new(Meaning {
                name: self.t("cared for by the authority"),
                citations: self.all(&["WT15 glossary"]),
                body: self.list(
                    "",
                    (Heading::Any, "any of these is true"),
                    Truth::True,
                    vec![item("(a)", "the child was looked after on the date of death", Truth::True)],
                ),
            }));
        }
        RuleExplanation {
            rule: self.t("risk indicators"),
            citations: self.all(&["Local 6"]),
            state: RuleState::MightApply,
            duty: Duty::Must,
            outcome: self.t("learning review"),
            from_base: None,
            set_aside_by: vec![ExceptionExplanation {
                exception: self.t("natural cause agreed"),
                citations: self.all(&["Local 5"]),
                state: RuleState::MightApply,
                when: self.sentence(
                    "",
                    "the coroner has accepted the cause of death",
                    Truth::Open,
                    vec![self.coroner()],
                ),
                set_aside_by: self.all(&["late news"]),
            }],
            when: self.list("", (Heading::All, "all of these are true"), Truth::Open, vec![cared, several]),
            whether_or_not: Vec::new(),
            considerations: Vec::new(),
        }
    }

    fn consider(&self) -> ConsiderExplanation {
        let line = |label: &str, text: &str, truth| ConsiderationLine {
            label: label.to_owned(),
            text: self.t(text),
            citations: self.all(&["WT15 chapter 4"]),
            truth,
            facts: truth.map(|_| self.died()).into_iter().collect(),
            reasons: truth.map(|_| self.t("seen by three agencies")).into_iter().collect(),
        };
        let mut rule = self.indicators_rule();
        rule.rule = self.t("in care");
        rule.duty = Duty::ShouldConsider;
        rule.set_aside_by.clear();
        ConsiderExplanation {
            outcome: self.t("learning review"),
            duty: Duty::ShouldConsider,
            applies: false,
            rule,
            considerations: vec![
                line("(a)", "how well agencies worked together", None),
                line("(b)", "there was domestic abuse in the household", Some(Truth::True)),
            ],
            matters: vec![
                self.matter_to((self.coroner(), WhyOpen::NotKnown, false), [Truth::False, Truth::Open]),
            ],
        }
    }

    fn recorded_decision(&self) -> RecordedDecision {
        RecordedDecision {
            question: Some(self.t("review")),
            decision: self.t("no review"),
            by: Some(self.t("the chair")),
            on: Date::parse("2015-06-20"),
            reasons: Some(self.t("nothing more could be learnt")),
            considered: vec![(self.t("how well agencies worked together"), self.t("well enough"))],
            origin: self.t("cases/cases.yaml:41"),
        }
    }

    fn agency(&self, name: &str, reply: Option<Reply>) -> AgencyExplanation {
        let ask = AskFor {
            ask: self.t("Has the coroner accepted the cause of death?"),
            said: "to come".to_owned(),
            due: Date::parse("2015-08-20"),
            words: self.t("Has the coroner accepted the cause of death? (to come, due 20 August 2015)"),
        };
        AgencyExplanation {
            agency: self.t(name),
            reply,
            asked: Date::parse("2015-06-02"),
            due: Date::parse("2015-06-09"),
            late: reply == Some(Reply::NoReply),
            chase: reply != Some(Reply::NothingKnown),
            ask_for: vec![ask],
            not_known: vec![self.coroner()],
        }
    }

    fn linked(&self, read: bool) -> LinkedExplanation {
        LinkedExplanation {
            case: self.t("EX-2013-007"),
            relation: if read { Relation::SameChild } else { Relation::Sibling },
            note: Some(self.t("closed in 2014")),
            origin: self.t("cases/cases.yaml:44"),
            from_there: !read,
            record: read.then(|| LinkedRecord {
                file: self.t("cases/EX-2013-007.yaml"),
                hash: format!("sha256:{}", "0123456789abcdef".repeat(4)),
                decisions: vec![self.recorded_decision()],
                facts: vec![self.died(), self.disputed()],
            }),
        }
    }

    fn matter(&self, fact: FactLine, why: WhyOpen, judgement: bool) -> MatterExplanation {
        let leads = [self.all(&["no review"]), self.all(&["learning review", "no review"])];
        self.matter_to((fact, why, judgement), leads)
    }

    /// A fact that matters, and what *yes* and *no* lead to.
    fn matter_to<P>(
        &self,
        (fact, why, judgement): (FactLine, WhyOpen, bool),
        [yes, no]: [P; 2],
    ) -> MatterExplanation<P> {
        MatterExplanation {
            ask: fact.name.clone(),
            judgement,
            why,
            due: fact.sayings.iter().find_map(|saying| saying.due),
            held_by: self.all(&["the coroner"]),
            lifts: if judgement { self.all(&["no definitive evidence"]) } else { Vec::new() },
            lifts_presumption: judgement,
            answers: vec![
                AnswerExplanation { answer: self.t("yes"), possible: yes },
                AnswerExplanation { answer: self.t("no"), possible: no },
            ],
            fact,
        }
    }

    fn tree(&self) -> Vec<Branch> {
        let leaf = |condition: &str, outcome: &str| Branch {
            opposite: false,
            condition: self.t(condition),
            then: Follows::Outcome(self.t(outcome)),
        };
        let deep = |condition: &str| Branch {
            opposite: false,
            condition: self.t(condition),
            then: Follows::Ask(vec![
                leaf("a parent or carer misused drugs or alcohol", "learning review"),
                Branch {
                    opposite: false,
                    condition: self.t("no parent or carer misused drugs or alcohol"),
                    then: Follows::Open(self.all(&["learning review", "no review"])),
                },
                leaf("the child had a plan", "learning review"),
            ]),
        };
        vec![
            leaf("the coroner has accepted the cause of death", "no review"),
            deep("the coroner has not accepted the cause of death"),
            deep("the coroner has opened an inquest"),
        ]
    }

    #[expect(clippy::too_many_lines, reason = "one value with every field written out")]
    pub(crate) fn question(&self, status: Status) -> QuestionExplanation {
        let outcome = self.t("serious case review");
        let settled = matches!(status, Status::Decided | Status::DecidedWhatever | Status::Presumed);
        let open = !settled;
        QuestionExplanation {
            name: "review".to_owned(),
            asks: self.t("which review, if any?"),
            decided_by: Some(self.t("the chair of the board, on the screening group's recommendation")),
            otherwise_decides: None,
            ladder: self.all(&["serious case review", "learning review", "no review"]),
            status,
            outcome: settled.then_some(outcome.clone()),
            gloss: settled.then(|| self.t("by an independent team")),
            duty: settled.then_some(BindingDuty::ShouldAlways),
            duty_might_be: settled.then_some(BindingDuty::Must),
            possible: if open { self.all(&["learning review", "no review"]) } else { vec![outcome] },
            possible_without: self.all(&["serious case review", "learning review", "no review"]),
            grounds: vec![GroundExplanation {
                rule: self.abuse_rule(Truth::True),
                together: true,
                why_not: false,
            }],
            matters: vec![
                self.matter(self.coroner(), WhyOpen::NotKnown, false),
                self.matter(self.disputed(), WhyOpen::Disputed, false),
                self.matter(self.abuse(), WhyOpen::Imprecise, false),
                self.matter(
                    self.not_asked("concern", "Is there cause for concern?"),
                    WhyOpen::NotAsked,
                    true,
                ),
            ],
            may_matter: Vec::new(),
            does_not_matter: vec![self.not_asked("smoking", "Did anyone smoke in the household?")],
            bears_on_duty: Vec::new(),
            decides: Some(self.tree()),
            reason: Some(ReasonExplanation {
                parts: vec![ReasonLine {
                    fact: self.abuse(),
                    words: self.t("abuse or neglect of the child is suspected or known"),
                    hangs_on_one_source: true,
                }],
                presumptions: self.all(&["no definitive evidence"]),
            }),
            changes: Some(vec![ChangeExplanation {
                outcome: self.t("no review"),
                more_serious: false,
                certain: false,
                changes: vec![ChangedLine {
                    fact: "abuse-or-neglect".to_owned(),
                    from: self.t("suspected"),
                    to: self.t("ruled out"),
                    sentence: self.t("abuse or neglect of the child is ruled out"),
                }],
            }]),
            unsaid: Vec::new(),
            room: Room { above: true, below: true },
            presumptions: vec![PresumptionExplanation {
                name: self.t("no definitive evidence"),
                citations: self.all(&["WT15 4.18"]),
                sentence: self.t("agencies worked together in a way that gives cause for concern"),
                facts: vec![
                    self.not_asked(
                        "joint-working-concern",
                        "Is there cause for concern about joint working?",
                    ),
                ],
            }],
            to_consider: vec![self.consider()],
            rules: vec![self.abuse_rule(Truth::True), self.indicators_rule()],
        }
    }

    /// A case with everything that a page can hold.
    #[expect(clippy::too_many_lines, reason = "one value with every field written out")]
    pub(crate) fn case(&self, status: Status) -> Explanation {
        Explanation {
            in_full: true,
            fault: None,
            engine: "0.1.0".to_owned(),
            case: self.t("EX-2015-014"),
            as_at: Date::parse("2015-06-30").unwrap(),
            rule_set: RuleSetNamed {
                name: self.t("Northshire: screening unexpected child deaths"),
                version: Some(self.t("4")),
                board: Some(self.t("Northshire Safeguarding Children Board")),
                builds_on: self.all(&["England: Working Together 2015"]),
                hash: format!("sha256:{}", "0123456789abcdef".repeat(4)),
            },
            chosen: self.all(&["Every version possible gives the same outcome."]),
            record_file: self.t("cases/cases.yaml"),
            record_hash: format!("sha256:{}", "fedcba9876543210".repeat(4)),
            clash: Some(ClashExplanation {
                facts: vec![self.abuse(), self.disputed()],
                always: self.all(&["the date of birth is on or before the date of death"]),
                also_ahead: Vec::new(),
            }),
            questions: vec![self.question(status)],
            procedure: Procedure {
                decisions: vec![DecisionExplanation {
                    recorded: self.recorded_decision(),
                    standing: "counts".to_owned(),
                    beside: "lowered".to_owned(),
                    leave: "not allowed".to_owned(),
                    line: Some(self.t("Nobody may lower serious case review")),
                    words: self.all(&["The rules do not allow that."]),
                }],
                deadlines: vec![DeadlineExplanation {
                    name: self.t("tell the national panel"),
                    citations: self.all(&["WT15 4.26"]),
                    when: self.t("the decision is no review"),
                    who: self.t("the chair"),
                    what: self.t("tell the national panel"),
                    length: 14,
                    unit: "days".to_owned(),
                    not_before: None,
                    before: false,
                    first_day: None,
                    anchor: self.t("the date of the decision"),
                    calendar: self.t("England and Wales"),
                    strength: "must".to_owned(),
                    due: Date::parse("2015-07-14"),
                    due_first: None,
                    due_open: false,
                    due_time: None,
                    state: "due".to_owned(),
                    words: self.t("14 days are left."),
                }],
                checks: vec![CheckExplanation {
                    name: self.t("independent reviewers"),
                    citations: self.all(&["WT15 4.30"]),
                    state: "not yet shown".to_owned(),
                    may_hold_more: true,
                    more: Some(self.t("The record does not say that there are no other reviewers.")),
                    members: vec![MemberLine {
                        text: self.t("Reviewer 1 is not yet shown to pass."),
                        place: Some((self.t("cases/cases.yaml"), 31)),
                        passes: Truth::Open,
                        items: vec![(
                            "(a)".to_owned(),
                            self.t("the reviewer is employed by an agency"),
                            Truth::Open,
                        )],
                    }],
                }],
                overrides: self.all(&["The chair may raise any outcome, giving reasons"]),
                while_missing: self
                    .all(&["If review is undecided after 28 days, the group decides on what is known."]),
                bank_holidays: None,
            },
            departures: vec![DepartureExplanation {
                name: self.t("wider age"),
                from: self.t("known or suspected abuse"),
                citations: self.all(&["Local 9"]),
                text: self.t("does not apply where the child was born abroad"),
            }],
            tables: vec![TableExplanation {
                name: self.t("lead board"),
                citations: self.all(&["Local annex B"]),
                gives: self.t("the lead board"),
                possible: self.all(&["Northshire", "placing board"]),
                words: self.t("not enough is known; the lead board is Northshire or placing board."),
                facts: vec![self.disputed()],
            }],
            counting: vec![CountingLine {
                name: "Month ends",
                choice: "the earlier day",
                words: self.t("A month ends with its last day."),
            }],
            disputed: vec![self.disputed()],
            judgements: vec![JudgementGap { fact: self.died(), by: true, reasons: true, other: None }],
            context: vec![self.line(
                "media-interest",
                "media interest",
                vec![self.saying("yes", "press office", 30)],
            )],
            not_known: vec![self.coroner()],
            agencies: vec![
                self.agency("police", Some(Reply::Answered)),
                self.agency("general practice", Some(Reply::NothingKnown)),
                self.agency("school", Some(Reply::NoReply)),
                self.agency("the coroner", None),
            ],
            linked: vec![self.linked(true), self.linked(false)],
            sources: vec![(self.t("Regs"), self.t("Local Safeguarding Children Boards Regulations 2006"))],
            beside: vec![Beside {
                set: self.t("England: Working Together 2018"),
                unread: false,
                rules: vec![RuleBeside {
                    question: self.t("review"),
                    rule: self.t("power to review"),
                    here: self.t("does not apply"),
                    there: self.t("might apply"),
                    only_here: vec![(self.t("the child died"), Truth::True)],
                    only_there: Vec::new(),
                }],
                only_here: vec![self.t("notification")],
                only_there: Vec::new(),
                outcomes: vec![OutcomeBeside {
                    question: self.t("review"),
                    here: self.t("no review"),
                    there: self.t("undecided"),
                }],
                put: vec![PutBeside {
                    question: self.t("review"),
                    outcome: self.t("serious case review"),
                    here: self.t("may be chosen"),
                    there: self.t("not put to people"),
                }],
            }],
        }
    }
}

/// As the words stand.
pub(crate) fn plain(status: Status) -> Explanation {
    Invented(&|text| text.to_owned()).case(status)
}
