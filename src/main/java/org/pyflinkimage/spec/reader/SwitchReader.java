package org.pyflinkimage.spec.reader;

import java.util.Optional;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.value.Problem;

/** The elements that turn something on or off. What they turn is the goals' business; that they say it is checked here. */
final class SwitchReader {

    private final Reading reading;

    SwitchReader(Reading reading) {
        this.reading = reading;
    }

    /** Finds what is neither on nor off: taken for off, it would switch off a check that somebody wants. */
    void check() {
        for (Element element : Element.switches()) {
            Optional<String> text = reading.value(element);
            if (text.isPresent() && text.flatMap(Switch::parse).isEmpty()) {
                reading.report(problem(element, text.get()));
            }
        }
    }

    private static Problem problem(Element element, String text) {
        return Problem.declaration(
                        "PYF-061", "`%s` in %s is neither `true` nor `false`".formatted(text, element.named()))
                .why("a switch is either on or off; `-D%s` alone turns it on".formatted(element.property()))
                .remedy(element.with("true"))
                .remedy(element.with("false"));
    }
}
