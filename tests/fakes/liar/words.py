"""The words that lies are made of."""

from __future__ import annotations

TOOLS = [
    *(
        "Kubernetes",
        "Terraform",
        "Snowflake",
        "Kafka",
        "Rust",
        "Go",
        "Scala",
        "TensorFlow",
        "Salesforce",
        "SAP",
    ),
    *(
        "Tableau",
        "Azure",
        "GraphQL",
        "Elasticsearch",
        "Ansible",
        "Redis",
        "Cassandra",
        "HubSpot",
        "Figma",
        "Jira",
    ),
]
FAMILIES = [
    ("PostgreSQL", "MySQL", "Oracle", "MongoDB", "SQLite", "BigQuery", "Snowflake", "Redshift"),
    ("AWS", "Azure", "GCP", "Heroku", "OpenStack"),
    ("Python", "Java", "Rust", "Ruby", "Scala", "Kotlin", "TypeScript", "C#", "PHP"),
    ("Django", "Flask", "Rails", "Spring Boot", "Laravel", "FastAPI"),
    ("React", "Vue", "Angular", "Svelte"),
    ("Kafka", "RabbitMQ", "Kinesis", "Celery", "Redis"),
    ("Docker", "Podman", "Kubernetes", "Nomad"),
    ("Jenkins", "CircleCI", "GitHub Actions", "GitLab CI"),
    ("Tableau", "Power BI", "Looker", "Excel"),
    ("Terraform", "Ansible", "Puppet", "SaltStack"),
]
UNITS = [
    *(("per day", "per second"), ("a day", "a second"), ("per week", "per day"), ("a week", "an hour")),
    *(("per month", "per week"), ("a month", "a day"), ("a year", "a month"), ("daily", "hourly")),
    *(("weekly", "daily"), ("monthly", "weekly"), ("thousand", "million"), ("minutes", "seconds")),
    *(
        ("hours", "minutes"),
        ("weeks", "days"),
        ("months", "weeks"),
        ("MB", "TB"),
        ("GB", "PB"),
        ("million", "billion"),
    ),
]
WEAK = {
    "helped": "Led",
    "assisted": "Directed",
    "supported": "Spearheaded",
    "contributed to": "Architected",
    "contributed": "Founded",
    "participated in": "Headed",
    "took part in": "Headed",
    "worked on": "Led",
    "maintained": "Founded",
    "used": "Created",
}
WORDED = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "twenty",
    "thirty",
)
COUNTED = (
    "clients",
    "releases",
    "countries",
    "services",
    "workshops",
    "audits",
    "sites",
    "customers",
    "reports",
)
SHARES = (
    "improving efficiency by {}%",
    "raising satisfaction {} %",
    "for a {} percent gain",
    "{}% faster than before",
)
MONEY = (
    "saving $2M",
    "saving €450,000",
    "worth £1.2 million",
    "cutting costs by $120,000 a year",
    "on a budget of $3m",
)
DURATIONS = (
    "for more than twelve years",
    "since 2003",
    "over the last fifteen years",
    "from 2001 to 2009",
    "for eleven months",
    "within three weeks",
)
EMPLOYERS = (
    "Google",
    "Siemens",
    "the World Bank",
    "Nestlé",
    "NASA",
    "Maersk",
    "Deloitte",
    "the NHS",
    "Toyota",
)
EMPLOYED = ("for {}", "on behalf of {}", "with {} as the client", "at {}")
TITLES = (
    *(
        "Head of Engineering",
        "Vice President",
        "Chief Architect",
        "Director of Operations",
        "Principal Consultant",
    ),
    *("Team Lead", "Senior Manager", "Department Head"),
)
DEGREES = (
    *(
        "an MBA from INSEAD",
        "a PhD in Statistics",
        "PMP certification",
        "a CISSP certificate",
        "an MSc in Physics",
    ),
    *("Six Sigma Black Belt certification", "a law degree", "a Cambridge diploma"),
)
SCOPES = (
    *("across the whole company", "company-wide", "for all engineering teams", "for every business unit"),
    *("in production worldwide", "as the group's standard", "for millions of users", "at enterprise scale"),
)
OUTCOMES = (
    *(
        "eliminating all outages",
        "cutting complaints in half",
        "winning back lost customers",
        "with zero defects",
    ),
    *("ahead of schedule", "to wide acclaim", "greatly improving morale", "which the board praised"),
)
CAUSES = (
    *("which doubled sales", "so that revenue grew", "which led to the company's first profit"),
    *("thereby ending the backlog", "and as a result churn fell", "which made the merger possible"),
)
TEAMS = ("with a team of {}", "leading {} people", "in a {}-person department", "alongside {} engineers")
AWARDS = (
    *("winning the Innovation Award", "published in Nature", "named Employee of the Year"),
    *("presented at the industry's main conference", "shortlisted for a national prize", "earning a patent"),
)
PLACES = (
    *(
        "in Singapore",
        "in fluent Mandarin",
        "in Osaka",
        "in Portuguese",
        "across Scandinavia",
        "in São Paulo",
    ),
    *("in Swahili", "from the Nairobi office"),
)
