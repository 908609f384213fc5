package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.inspect.inventory.SampleBase;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** What else is thought of bases of Dockerfiles than of those that are published. */
class OtherBasesTest {

    private static final Sha256 SUM = Sha256.of("x");

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    @AutoClose
    private final FakeRegistry registry = FakeRegistry.started();

    @Test
    void takenUserIsToldWithItsName() {
        ImageReference base = debian("{}", "etc/passwd = other:x:9999:9999::/:/bin/sh", "etc/group = flink:x:7:");

        assertThat(bases().problems(base, Plans.empty()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "has the user `other` (9999) and the group `flink` (7)",
                                "where they are not there",
                                "`userdel`"));
    }

    /** What Flink 1.20 would read in place of the image's. */
    @Test
    void olderConfigurationOfAFlinkThatStaysIsRefused() {
        ImageReference base =
                debian("{}", "opt/flink/lib/flink-dist-1.20.5.jar", "opt/flink/conf/flink-conf.yaml = a: b");
        Combination older = new Combination(
                new FlinkVersion(1, 20, 5), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

        assertThat(summary(bases().problems(base, Plans.of(older, SUM)))).isEqualTo("PYF-941 error");
    }

    /** Without a plan nobody knows which packages come: nothing is taken for missing that one of them may bring. */
    @Test
    void imageThatIsNotPlannedYetIsJudgedByItsSuite() {
        DockerfileNeeds needs = DockerfileNeeds.of(Plans.empty().combination(), SuiteName.parse("bookworm"))
                .orElseThrow();
        ImageReference small = ForeignImage.oci(registry, "team/small")
                .layer(
                        ForeignLayer.of(
                                "usr/bin/bash",
                                "usr/bin/apt-get",
                                "etc/os-release = ID=debian\nVERSION_CODENAME=bookworm\n"),
                        "gzip")
                .tagged("1", "amd64");

        assertThat(bases().seen(small, needs)).contains(List.of());
        assertThat(summary(bases().seen(SampleBase.UBUNTU.in(registry), needs).orElseThrow()))
                .isEqualTo("PYF-910 error");
        assertThat(bases().seen(ImageReference.of(registry.name() + "/team/none:absent"), needs))
                .isEmpty();
    }

    private static String summary(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code() + " " + problem.severity().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private Bases bases() {
        Registry registries = new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), log);
        return new Bases(
                () -> new ImageReader(registries, new FileArtifactStore(folder.resolve("store")), Bounds.USUAL, log),
                false,
                log);
    }

    /** A base that nothing is wrong with, and these files. */
    private ImageReference debian(String configuration, String... files) {
        List<String> all = new ArrayList<>(List.of("etc/os-release = ID=debian\nVERSION_CODENAME=bookworm\n"));
        all.addAll(List.of(files));
        return image("own", configuration, all.toArray(String[]::new));
    }

    private ImageReference image(String name, String configuration, String... files) {
        return ForeignImage.oci(registry, "team/" + name)
                .layer(ForeignLayer.of("usr/bin/bash", "usr/bin/apt-get", "usr/sbin/groupadd", "usr/sbin/useradd"), "")
                .layer(ForeignLayer.of(files), "gzip")
                .configured(configuration)
                .tagged("1", "amd64");
    }
}
