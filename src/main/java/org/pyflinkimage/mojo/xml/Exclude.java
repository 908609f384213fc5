package org.pyflinkimage.mojo.xml;

import java.util.EnumMap;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Exclusion;

/** {@code <exclude>}: leaves out the cells that have all the values given here. */
public class Exclude {

    /** A Flink release or line. */
    @Parameter
    @Nullable
    String flink;

    /** A Java line. */
    @Parameter
    @Nullable
    String java;

    /** A Python line. */
    @Parameter
    @Nullable
    String python;

    /** A platform. */
    @Parameter
    @Nullable
    String platform;

    /** What it means. */
    Exclusion toExclusion() {
        Map<Element, String> values = new EnumMap<>(Element.class);
        put(values, Element.FLINK, flink);
        put(values, Element.JAVA, java);
        put(values, Element.PYTHON, python);
        put(values, Element.PLATFORMS, platform);
        return new Exclusion(values);
    }

    private static void put(Map<Element, String> values, Element axis, @Nullable String value) {
        if (value != null) {
            values.put(axis, value.strip());
        }
    }
}
