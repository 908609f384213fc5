package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.resolve.debian.DebianResolution;
import org.pyflinkimage.resolve.python.PythonResolution;
import org.pyflinkimage.resolve.python.PythonResolver;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Plans of images that run on the Python of their base. */
class PythonOfBaseTest {

    private static final LockedBase BASE = new LockedBase(
            ImageReference.of("registry.example.com/python:3.11"),
            Sha256.of("base"),
            1,
            UnixPath.of("/opt/java"),
            Optional.of(UnixPath.of("/usr/local/bin/python3.11")));

    private static final SystemVersions SYSTEM = new SystemVersions(
            Plans.BOOKWORM.suite(),
            Plans.BOOKWORM.glibc(),
            Plans.BOOKWORM.python(),
            Plans.BOOKWORM.releases(),
            Optional.of(BASE));

    private final KeptLog log = new KeptLog();
    private final List<PythonResolver.Options> asked = new ArrayList<>();

    /** No builder builds for it either: its Dockerfile would have the suite's. */
    @Test
    void itIsSaidAndNoOtherIsFound() {
        ImageSpec spec = ImageSpec.plain(Plans.empty().combination(), ImageReference.of("example.com/image:tag"))
                .with(DeclaredContents.none()
                        .withBase(new DeclaredBase((ImageReference) BASE.image(), DeclaredBase.Use.LAYERS)));

        Plan plan = resolver()
                .resolve(
                        List.of(new PlanResolver.Question(spec, Sha256.of("declaration"))),
                        new TreeMap<>(),
                        Instant.EPOCH)
                .plans()
                .get(0);

        assertThat(plan.system()).isEqualTo(SYSTEM);
        assertThat(plan.contents().interpreter()).isEmpty();
        assertThat(plan.hasSuitesPython()).isFalse();
        assertThat(log.notes)
                .startsWith(spec.combination() + ": the base's own Python, 3.11.2, `/usr/local/bin/python3.11`");
        assertThat(asked).extracting(PythonResolver.Options::mayHaveBuilder).containsExactly(false);
    }

    private PlanResolver resolver() {
        return new PlanResolver(
                (combination, hints, python, packages) -> {
                    throw new AssertionError("no suite is asked");
                },
                spec -> new DebianResolution(SYSTEM, Optional.empty(), List.of(), new TreeMap<>()),
                (file, python, hints) -> {
                    throw new AssertionError("no standalone CPython is asked for");
                },
                (combination, system, requirements, options) -> {
                    asked.add(options);
                    return new PythonResolution(List.of(), new TreeMap<>(), List.of());
                },
                new JarResolver(coordinates -> {
                    throw new AssertionError("no jar is asked for: " + coordinates);
                }),
                log);
    }
}
