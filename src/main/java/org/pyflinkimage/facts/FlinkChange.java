package org.pyflinkimage.facts;

/** What became different in Flink with some release line, where this plugin has to do one thing before and another since. */
public enum FlinkChange {
    /** The names of most artifacts lost their Scala suffix. */
    NAMES_WITHOUT_SCALA,
    /** Options of every JVM stand under {@code env.java.opts.all}; before, {@code env.java.opts} alone was read. */
    OPTIONS_OF_ALL_JVMS,
    /** Flink runs pip without asking for its version first, by a program whose warnings it takes for the answer. */
    PIP_UNASKED,
    /** Pekko took Akka's place. */
    PEKKO,
    /** The keys of checkpoints and savepoints got a prefix of their own. */
    CHECKPOINTING_KEYS,
    /** The distribution has the library that logs in JSON. */
    JSON_LAYOUT,
    /** The configuration file is {@code config.yaml}; a {@code flink-conf.yaml} in its place is still read. */
    YAML_CONFIGURATION,
    /** Nothing else is read any more. */
    YAML_CONFIGURATION_ONLY,
    /** A duration may have more digits than a number of 64 bits. */
    LONG_DURATIONS,
    /** Durations of ISO 8601 are read, as {@code PT10S}. */
    ISO_DURATIONS
}
