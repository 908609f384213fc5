package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

class OwnNamesTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    @Test
    void whatIsCalledByItsNameIsTaken() {
        assertThat(layOut(tiny.plan()).tree().entries()).isNotEmpty();
    }

    @Test
    void packageUnderAnotherNameOrVersionIsRefusedThoughTheStoreHasIt() {
        layOut(tiny.plan());
        Deb first = tiny.plan().contents().debs().get(0);

        assertRefused(
                with(new Deb("other", first.version(), "amd64", first.location(), first.sha256(), first.size())),
                "other " + first.version() + " amd64");
        assertRefused(
                with(new Deb(first.name(), "9.9", "amd64", first.location(), first.sha256(), first.size())),
                first.name() + " 9.9 amd64");
        assertRefused(
                with(new Deb(first.name(), first.version(), "all", first.location(), first.sha256(), first.size())),
                first.name() + " " + first.version() + " all");
    }

    @Test
    void wheelUnderAnotherNameOrVersionIsRefusedThoughTheStoreHasIt() {
        layOut(tiny.plan());

        assertRefused(renamed("other", "2.2.1"), "other 2.2.1");
        assertRefused(renamed("apache-flink-libraries", "2.2.2"), "apache-flink-libraries 2.2.2");
    }

    private void assertRefused(Plan plan, String name) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> layOut(plan))
                .withMessageContainingAll("[PYF-720]", "`" + name + "`", "pyflink.lock");
    }

    private Plan with(Deb first) {
        List<Deb> debs = new ArrayList<>(tiny.plan().contents().debs());
        debs.set(0, first);
        return tiny.plan().withContents(tiny.plan().contents().withDebs(debs));
    }

    private Plan renamed(String name, String version) {
        List<Distribution> all = new ArrayList<>(tiny.plan().contents().distributions());
        Wheel last = (Wheel) all.get(all.size() - 1);
        all.set(
                all.size() - 1,
                new Wheel(
                        NormalizedName.of(name),
                        version,
                        last.fileName(),
                        last.location(),
                        last.sha256(),
                        last.size()));
        return tiny.plan().withContents(tiny.plan().contents().withDistributions(all));
    }

    private ImageLayout.LaidOut layOut(Plan plan) {
        Map<LockedArtifact, Path> files = new LinkedHashMap<>();
        plan.artifacts()
                .forEach(artifact -> files.put(
                        artifact,
                        tiny.store().find(artifact.sha256(), artifact.size()).orElseThrow()));
        PreparedFiles prepared = new Preparation(tiny.store(), SilentLog.INSTANCE).prepare(files);
        return new ImageLayout(TinyImage.spec(tiny.declaration()), plan, prepared, Foundation.none(), name -> false)
                .layOut(new ImageFiles(new Templates(Optional.empty())));
    }
}
