package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImageReference;

/** An image upon a Debian without Java and without certificates: what it lacks comes of its own suite, and dpkg knows of it. */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class BareBaseIT implements RunsJobs, HasStandalonePython {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    /** Which has the project's Java. */
    private static final String SUITE = "bookworm";

    /** Which the suite has, and no base of the kind. */
    private static final List<String> DECLARED = List.of("libgomp1");

    private final Opened opened = new Opened();
    private StandalonePythons pythons;
    private LoadedImage base;
    private FlinkCluster cluster;
    private Plan plan;

    @BeforeAll
    void start(LoadedImages images) throws Exception {
        RequireTools.onPath("python3", "go", "docker-registry", "skopeo");
        Path folder = opened.with(Folders.empty("bare-base"), Folders::delete);
        LoopbackRegistry registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        base = images.debian(SUITE);
        pythons = StandalonePythons.made();
        Combination combination = Specs.cell(PROJECT.flink(), Integer.parseInt(PROJECT.java()), "3.10");
        ImageSpec spec = CellBuild.upon(
                ImageReference.of(base.pushed(registry, "base/debian")),
                combination,
                pythons.declared(PythonSource.AUTO));
        BuiltImage built = CellBuild.build(spec.with(spec.contents().withPackages(DECLARED)), folder);
        plan = LockFileCodec.read(
                        Files.readString(folder.resolve("pyflink.lock")), "pyflink.lock", any -> Optional.empty())
                .plan(combination)
                .orElseThrow();
        cluster = FlinkCluster.of("localhost/pyflink-e2e/bare-base", built, folder, opened);
    }

    @AfterAll
    void stop() {
        opened.close();
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Override
    public StandalonePythons pythons() {
        return pythons;
    }

    @Test
    void onlyWhatTheBaseLacksComes() {
        Set<String> before;
        try (Container container = base.container().start("sleep", "300")) {
            before = names(container.exec("dpkg-query", "-W", "-f", "${Package}\n"));
        }
        Set<String> brought = plan.contents().debs().stream().map(Deb::name).collect(Collectors.toSet());

        assertThat(before).contains("libc6", "bash").doesNotContain("openjdk-17-jre-headless", "ca-certificates");
        assertThat(brought)
                .contains("openjdk-17-jre-headless", "ca-certificates", "libgomp1")
                .doesNotContainAnyElementsOf(before);
        assertThat(names(shell("dpkg-query -W -f '${Package}\\n'")))
                .containsAll(before)
                .containsAll(brought);
    }

    /** Which reads all of its status, and each package's dependencies. */
    @Test
    void dpkgAndAptFindNothingToComplainOf() {
        assertThat(shell("dpkg --audit 2>&1")).isEmpty();
        assertThat(shell("apt-get check -o Dir::Log=/tmp -o Debug::NoLocking=1 2>&1"))
                .doesNotContain("E:", "W:", "unmet");
        assertThat(shell("dpkg -S /usr/lib/jvm/java-17-openjdk-amd64/bin/java"))
                .startsWith("openjdk-17-jre-headless:amd64: ");
    }

    @Test
    void javaOfTheSuiteIsTheImages() {
        assertThat(shell("echo $JAVA_HOME")).isEqualTo("/usr/lib/jvm/java-17-openjdk-amd64");
        assertThat(shell("java -version 2>&1")).contains("17.");
        assertThat(shell("readlink -f /usr/bin/java")).isEqualTo("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
        assertThat(shell("keytool -list -cacerts -storepass changeit 2>/dev/null | grep -c trustedCertEntry")
                        .lines()
                        .mapToInt(Integer::parseInt)
                        .sum())
                .isGreaterThan(100);
    }

    private static Set<String> names(String lines) {
        return lines.lines().map(String::strip).collect(Collectors.toSet());
    }
}
