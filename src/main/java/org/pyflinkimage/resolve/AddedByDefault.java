package org.pyflinkimage.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.KnownRequirement;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.python.AddedRequirement;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;

/** What is resolved with the declared requirements although nobody declared it: what PyFlink needs, and pip. */
final class AddedByDefault {

    private static final Requirement PIP = Requirement.parse("pip").orElseThrow();

    private AddedByDefault() {}

    /** To the requirements of an image. */
    static List<AddedRequirement> to(ImageSpec spec) {
        boolean pip = spec.python().hasPip();
        List<AddedRequirement> added = new ArrayList<>();
        Facts.shipped().requirementsToAdd(spec.combination().flink(), pip).stream()
                .map(AddedByDefault::added)
                .forEach(added::add);
        if (pip) {
            added.add(new AddedRequirement(
                    PIP,
                    "Flink runs it where a job brings requirements of its own (`-pyreq`, `set_python_requirements`)",
                    Optional.of(withoutPip())));
        }
        return added;
    }

    private static AddedRequirement added(KnownRequirement known) {
        return new AddedRequirement(
                known.requirement(), known.reason(), known.beside().map(pip -> withoutPip()));
    }

    private static String withoutPip() {
        return "leave pip out, where no job brings requirements of its own: " + Element.PIP.with("false");
    }
}
