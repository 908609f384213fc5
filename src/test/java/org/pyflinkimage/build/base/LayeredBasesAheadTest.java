package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** What is told of a base before anything is built upon it. */
class LayeredBasesAheadTest extends LayeredBaseFixture {

    /** What a build tells one after another, and what it tells when it lays the image out. */
    @Test
    void everythingOfABaseIsToldAtOnceBeforeAnythingIsBuilt() {
        ImageReference base = BaseShape.flink("2.2.0")
                .without("usr/lib/os-release")
                .file("usr/lib/os-release = ID=debian\nVERSION_CODENAME=forky\n")
                .file("opt/venv/bin/python")
                .tagged(registry);
        ImageSpec spec = upon(base);
        ImageSpec more = spec.with(spec.contents().withPackages(List.of("git")));

        assertThat(bases(false)
                        .problems(more, Optional.empty(), true, found -> found)
                        .orElseThrow())
                .extracting(Problem::code)
                .containsExactly("PYF-929", "PYF-915", "PYF-925", "PYF-954");
        assertThat(bases(false).problems(more, Optional.empty(), false, found -> found))
                .isEmpty();
        assertThat(bases(true).problems(more, Optional.empty(), true, found -> found))
                .isEmpty();
    }

    /** What its suite brings is not missing. */
    @Test
    void packagesThatComeUponABaseAreNotMissed() {
        ImageSpec spec = upon(BaseShape.debian().tagged(registry));

        assertThat(bases(false).problems(spec, Optional.empty(), true, found -> found))
                .contains(List.of());
    }
}
