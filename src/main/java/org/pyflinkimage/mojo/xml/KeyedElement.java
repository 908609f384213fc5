package org.pyflinkimage.mojo.xml;

/** An element of keys with values: it may hold elements named after the keys, or a line for each. */
public enum KeyedElement {
    FLINK_CONFIG("flinkConfig", "pyflink.flinkConfig.", ':', "taskmanager.numberOfTaskSlots: 4"),
    LOG4J("log4j", "pyflink.log4j.", '=', "org.apache.flink=DEBUG"),
    ENVIRONMENT("environment", "pyflink.environment.", '=', "TZ=Europe/Berlin"),
    LABELS("labels", "pyflink.labels.", '=', "com.example.team=data"),
    ANNOTATIONS("annotations", "pyflink.annotations.", '=', "com.example.team=data"),
    RULES("rules", "pyflink.rules.", '=', "PYF-115=off");

    private final String element;
    private final String prefix;
    private final char separator;
    private final String example;

    KeyedElement(String element, String prefix, char separator, String example) {
        this.element = element;
        this.prefix = prefix;
        this.separator = separator;
        this.example = example;
    }

    /** The beginning of the properties that say the same, up to the key. */
    public String prefix() {
        return prefix;
    }

    /** The element's start tag, for messages. */
    String tag() {
        return "<" + element + ">";
    }

    /** What stands between key and value in a line. */
    char separator() {
        return separator;
    }

    /** Both ways to write a line of it, for messages. */
    String example() {
        String key = example.substring(0, example.indexOf(separator));
        return "`%s` in `%s` (-D%s%s=%s)"
                .formatted(
                        example,
                        tag(),
                        prefix,
                        key,
                        example.substring(key.length() + 1).strip());
    }
}
