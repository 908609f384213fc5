package org.pyflinkimage.inspect;

import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** An image is for other platforms than the one that was asked for ({@code PYF-337}). */
public final class OtherPlatforms extends PyFlinkException {

    private static final long serialVersionUID = 1L;

    private final boolean known;

    /** @param there the platforms that it says that it is for, such as {@code linux/arm64} */
    OtherPlatforms(Problem problem, List<String> there) {
        super(List.of(problem));
        this.known = !there.isEmpty() && there.stream().allMatch(ManifestReader::isNamed);
    }

    /** Whether it says so of itself, every platform by name: where it does not, builders look into the images. */
    public boolean areKnown() {
        return known;
    }

    /** What is told of it. */
    public Problem problem() {
        return problems().get(0);
    }
}
