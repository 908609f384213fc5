package org.pyflinkimage.facts;

import java.util.List;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;

/** Requirements that PyFlink has but does not declare: without them an image builds and its jobs fail. */
public final class KnownRequirements {

    private final Facts facts;

    /** @param facts where they are written */
    public KnownRequirements(Facts facts) {
        this.facts = facts;
    }

    /** Those that this plugin was released with. */
    public static KnownRequirements shipped() {
        return new KnownRequirements(Facts.shipped());
    }

    /** What to add to an image's requirements; a release newer than the facts is taken for the newest of its line. */
    public List<KnownRequirement> of(FlinkVersion flink, PythonMinor python) {
        return facts.basisOf(flink)
                .map(basis -> facts.knownRequirements().stream()
                        .filter(requirement -> requirement.concerns(basis.version()))
                        .toList())
                .orElse(List.of());
    }
}
