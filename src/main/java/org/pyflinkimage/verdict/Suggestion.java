package org.pyflinkimage.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;

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
        return changes(Element::xml, "");
    }

    /** The same for a command line: {@code -Dpyflink.python=3.9}. */
    public String toProperties() {
        return changes(Element::option, " ");
    }

    /** One line for a problem's remedies. */
    public String toText() {
        return "`%s` (%s): %s, %s"
                .formatted(toXml(), toProperties(), combination, supported ? "supported" : "untested");
    }

    private String changes(BiFunction<Element, Object, String> form, String separator) {
        List<String> changes = new ArrayList<>();
        if (!combination.flink().equals(instead.flink())) {
            changes.add(form.apply(Element.FLINK, combination.flink()));
        }
        if (!combination.java().equals(instead.java())) {
            changes.add(form.apply(Element.JAVA, combination.java()));
        }
        if (!combination.python().equals(instead.python())) {
            changes.add(form.apply(Element.PYTHON, combination.python()));
        }
        return String.join(separator, changes);
    }
}
