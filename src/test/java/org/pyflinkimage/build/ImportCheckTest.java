package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.layout.ImportsAhead;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.value.PyFlinkException;

/** What a job imports, told on the Dockerfile's road. */
class ImportCheckTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    private List<String> told(String source) throws IOException {
        rendering(source, Severities.unchanged()).write();
        return tiny.log.lines.stream()
                .filter(line -> line.startsWith("warn PYF-26"))
                .toList();
    }

    private Rendering rendering(String source, Severities severities) throws IOException {
        Files.writeString(folder.resolve("job/main.py"), source);
        Request request = tiny.request(TinyImage.spec(tiny.declaration()));
        Request judged = Requests.with(request, severities);
        return new Rendering(judged, folder.resolve("rendered"), tiny.machine(judged));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import pandas",
                "def f():\n    from sklearn import linear_model\n",
                "import os, sys\nfrom google.cloud import storage\n"
            })
    void whatAKnownPackageHasAndNothingThatIsPlannedIsMissing(String source) throws IOException {
        assertThat(told(source)).containsExactly("warn PYF-266");
    }

    @Test
    void relativeImportsAreToldToo() throws IOException {
        assertThat(told("from . import settings\n")).containsExactly("warn PYF-267");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os, xml.dom, asyncio, anything_of_my_own, _ctypes",
                "import distutils.util",
                "import pyflink.table, pyflink.anything",
                "try:\n    import pandas\nexcept ImportError:\n    pandas = None"
            })
    void whatMayWellBeThereIsNot(String source) throws IOException {
        assertThat(told(source)).isEmpty();
        // Nothing was looked at but what the configuration is from.
        assertThat(lookedAt()).isEqualTo(1);
    }

    @Test
    void anotherPackageMayHaveIt() throws IOException {
        tiny.add(new WheelBuilder("frames", "1.0").file("pandas/__init__.py", ""));
        tiny.add(new WheelBuilder("pyyaml", "6.0").file("anything.py", ""));

        assertThat(told("import pandas, yaml")).isEmpty();
    }

    @Test
    void filesOfTheJobMayHaveIt() throws IOException {
        Files.createDirectories(folder.resolve("job/pandas"));
        Files.writeString(folder.resolve("job/pandas/__init__.py"), "import numpy\n");

        assertThat(told("import pandas\n")).containsExactly("warn PYF-266");
        tiny.log.lines.clear();
        Files.writeString(folder.resolve("job/numpy.py"), "");
        assertThat(told("import pandas\n")).isEmpty();
    }

    @Test
    void whatCannotBeFetchedIsLeftToTheBuilder() throws IOException {
        WheelBuilder other = new WheelBuilder("other", "1.0").file("other.py", "");
        tiny.add(other);
        Files.delete(tiny.fileOf(other.fileName()).orElseThrow());

        assertThat(told("import pandas")).isEmpty();
    }

    @Test
    void theDeclarationMayMakeItAnError() throws IOException {
        Rendering rendering = rendering(
                "import pandas",
                Validation.with(Map.of("PYF-266", "error"), Optional.empty()).severities());

        assertThatThrownBy(rendering::write)
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("[PYF-266] `main.py` imports `pandas`", "`<requirement>pandas</requirement>`");
        assertThat(folder.resolve("rendered")).doesNotExist();
    }

    @Test
    void whatTheDeclarationTurnsOffIsNotLookedFor() throws IOException {
        tiny.add(new WheelBuilder("other", "1.0").file("other.py", ""));
        rendering(
                        "import pandas",
                        Validation.with(Map.of("PYF-266", "off"), Optional.empty())
                                .severities())
                .write();

        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn PYF-266"));
        assertThat(lookedAt()).isEqualTo(1);
    }

    /** What is built says by its files which modules come of it. */
    @Test
    void whatIsBuiltMayHaveIt() throws IOException {
        String setup = "import os\n";
        tiny.addSdist("acme", SdistScene.tar("acme-1.0", SdistScene.acme(setup, "pandas/__init__.py", "")));

        assertThat(told("import pandas")).isEmpty();
        assertThat(told("import pandas, yaml")).containsExactly("warn PYF-266");
    }

    private long lookedAt() throws IOException {
        try (var wheels = Files.list(folder.resolve("store/derived/wheel"))) {
            return wheels.count();
        }
    }

    @Test
    void whatIsTooLargeIsNotLookedAt() throws IOException {
        Files.writeString(folder.resolve("job/main.py"), "import pandas\n");
        Plan plan = tiny.plan();
        LockedArtifact known = plan.contents().distributions().get(0);
        NormalizedName other = NormalizedName.of("other");
        assertThat(needed(plan)).extracting(LockedArtifact::title).containsExactly("apache-flink");

        assertThat(needed(with(plan, new Sdist(other, "1.0", "other-1.0.tar.gz", known.location(), known.sha256(), 1))))
                .hasSize(2);
        assertThat(needed(
                        with(plan, new Wheel(other, "1.0", "other.whl", known.location(), known.sha256(), 600L << 20))))
                .isEmpty();
    }

    private Set<LockedArtifact> needed(Plan plan) {
        return new ImportsAhead(TinyImage.spec(tiny.declaration()), plan).needed();
    }

    private static Plan with(Plan plan, Distribution other) {
        List<Distribution> more = new ArrayList<>(plan.contents().distributions());
        more.add(other);
        return plan.withContents(plan.contents().withDistributions(more));
    }
}
