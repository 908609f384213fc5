package org.pyflinkimage.rules;

/** The XML elements and properties that remedies name. */
public enum Element {
    FLINK("flink"),
    JAVA("java"),
    PYTHON("python");

    private final String element;

    Element(String element) {
        this.element = element;
    }

    /** As it is written below {@code <matrix>}. */
    public String xml(Object version) {
        return "<%s><version>%s</version></%s>".formatted(element, version, element);
    }

    /** As it is given on a command line. */
    public String property(Object version) {
        return "-Dpyflink.%s=%s".formatted(element, version);
    }

    /** A remedy: {@code `<python><version>3.9</version></python>` (-Dpyflink.python=3.9)}. */
    public String remedy(Object version) {
        return "`%s` (%s)".formatted(xml(version), property(version));
    }

    /** A remedy for several values, of which one is to be chosen. */
    public String remedyAmong(Iterable<?> versions) {
        StringBuilder list = new StringBuilder();
        versions.forEach(version -> list.append(list.isEmpty() ? "" : ", ").append(version));
        return "one of %s in `<%s>` (-Dpyflink.%s)".formatted(list, element, element);
    }
}
