package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/**
 * An image upon a Debian one of whose packages is too old for what comes upon it, and with the Python of that suite, as a Java comes in any case.
 */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class AgedBaseIT implements RunsJobs {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private static final String SUITE = "bookworm";

    private static final String PYTHON = "3.11";

    /**
     * Makes zlib older than all that its dependents ask for: the library has the name that it had then, and a folder of its own that the newer
     * package has not.
     */
    private static final String AGE = """
            set -e
            cd /usr/lib/x86_64-linux-gnu
            new=$(readlink libz.so.1)
            mv "$new" libz.so.1.1.3
            ln -sfn libz.so.1.1.3 libz.so.1
            cd /var/lib/dpkg
            sed -i "s|$new|libz.so.1.1.3|" info/zlib1g:amd64.list info/zlib1g:amd64.md5sums
            mkdir /usr/share/zlib1g
            echo old > /usr/share/zlib1g/settings
            printf '%s\\n' /usr/share/zlib1g /usr/share/zlib1g/settings >> info/zlib1g:amd64.list
            sed -i '/^Package: zlib1g$/,/^$/s/^Version: .*/Version: 1:1.1.3-5/' status
            dpkg-query -W -f '${Version}' zlib1g
            """;

    private final RecordingLog log = new RecordingLog();
    private final Opened opened = new Opened();
    private FlinkCluster cluster;

    @BeforeAll
    void start(LoadedImages images) {
        RequireTools.slowProof("a base whose package is too old");
        RequireTools.onPath("python3", "docker-registry", "skopeo");
        Path folder = opened.with(Folders.empty("aged-base"), Folders::delete);
        LoopbackRegistry registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        LoadedImage aged = opened.with(aged(images.debian(SUITE)), LoadedImage::remove);
        Combination combination = Specs.cell(PROJECT.flink(), Integer.parseInt(PROJECT.java()), PYTHON);
        ImageReference base = ImageReference.of(aged.pushed(registry, "base/aged"));
        BuiltImage built = CellBuild.build(CellBuild.upon(base, combination, DeclaredPython.any()), folder, log);
        cluster = FlinkCluster.of(LoadedImages.nameOf("aged-base"), built, folder, opened);
    }

    private static LoadedImage aged(LoadedImage base) {
        String name = LoadedImages.nameOf("aged");
        try (Container container = base.container().start("sleep", "infinity")) {
            assertThat(container.exec("sh", "-c", AGE)).isEqualTo("1:1.1.3-5");
            base.engine().command("commit", "--quiet", container.id(), name).succeed();
        }
        return new LoadedImage(base.engine(), name);
    }

    @AfterAll
    void stop() {
        opened.close();
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Test
    void whatIsTooOldIsReplacedAndSaid() {
        assertThat(log.warnings)
                .filteredOn(problem -> problem.code().equals("PYF-963"))
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .contains("zlib1g", "1:1.1.3-5");
        assertThat(shell("dpkg-query -W -f '${Version}' zlib1g")).doesNotContain("1.1.3");
    }

    @Test
    void filesOfTheOlderPackageAreGone() {
        assertThat(shell("ls -d /usr/share/zlib1g /usr/lib/x86_64-linux-gnu/libz.so.1* 2>/dev/null"
                        + " | sed 's/1\\.[2-9][0-9.]*$/NEW/'"))
                .isEqualTo("/usr/lib/x86_64-linux-gnu/libz.so.1\n/usr/lib/x86_64-linux-gnu/libz.so.NEW");
    }

    /** Its sums too: {@code -V} compares each file with them, but for the documentation that no image has. */
    @Test
    void dpkgAndAptFindNothingToComplainOf() {
        assertThat(shell("dpkg --audit 2>&1")).isEmpty();
        assertThat(shell("dpkg -V zlib1g python3.11-minimal 2>&1 | grep -v ' /usr/share/[dlm]' || true"))
                .isEmpty();
        assertThat(shell("apt-get check -o Dir::Log=/tmp -o Debug::NoLocking=1 2>&1"))
                .doesNotContain("E:", "W:", "unmet");
    }

    @Test
    void pythonOfTheSuiteIsTheImages() {
        assertThat(shell("readlink -f /opt/venv/bin/python")).isEqualTo("/usr/bin/python" + PYTHON);
        assertThat(shell("ls /opt").lines()).doesNotContain("python");
        assertThat(shell("dpkg -S /usr/bin/python" + PYTHON)).startsWith("python" + PYTHON + "-minimal: ");
    }
}
