package org.pyflinkimage.compat;

import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.spec.Combination;

/**
 * A combination to take instead of a refused one.
 *
 * @param instead what was refused
 * @param combination what is not
 * @param supported whether it was really run
 */
public record Suggestion(Combination instead, Combination combination, boolean supported) {

    /** The changed elements, to be pasted into {@code <matrix>}: {@code <python><version>3.9</version></python>}. */
    public String toXml() {
        List<String> elements = new ArrayList<>();
        if (!combination.flink().equals(instead.flink())) {
            elements.add(Element.FLINK.xml(combination.flink()));
        }
        if (!combination.java().equals(instead.java())) {
            elements.add(Element.JAVA.xml(combination.java()));
        }
        if (!combination.python().equals(instead.python())) {
            elements.add(Element.PYTHON.xml(combination.python()));
        }
        return String.join("", elements);
    }

    /** One line for a problem's remedies. */
    public String toText() {
        return "`%s`: %s, %s".formatted(toXml(), combination, supported ? "supported" : "untested");
    }
}
