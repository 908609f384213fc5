package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.inspect.inventory.SampleBase;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** What else is thought of bases of Dockerfiles than of those that are published. */
class OtherBasesTest extends DockerfileBaseFixture {

    private static final Sha256 SUM = Sha256.of("x");

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
}
