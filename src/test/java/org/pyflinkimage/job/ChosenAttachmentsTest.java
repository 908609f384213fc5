package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobAttachments.Archive;

/** Files of a job that are more than files, among those that are taken. */
class ChosenAttachmentsTest extends JobFixture {

    @Test
    void attachmentsAreAmongTheFiles() throws IOException {
        files("src/job.py", "src/libs/a.zip", "src/own/b.py", "conf/m.zip", "conf/libs/u.jar");
        JobAttachments attachments = new JobAttachments(
                List.of("libs/a.zip", "own"), List.of(new Archive("m.zip", Optional.of("m"))), List.of("libs/u.jar"));

        assertThat(ChosenFiles.of(severalSources("src", "conf").with(attachments))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "libs/a.zip, '`libs/a.zip`, which `<archives>` (-Dpyflink.archives) names, is no file of the job'",
        "a.zip, -Dpyflink.archives=libs/deep/a.zip",
        "libs/deep/b.zip, -Dpyflink.archives=libs/deep/a.zip",
        "libs/deep, is no file of the job",
        "entirely/different.tar, a file below one of the `<sources>`",
        "env/m.zip, '`env/` is left out: '",
        "env/m.zip, -Dpyflink.includes=env/m.zip"
    })
    void otherAttachmentIsToldWithTheNearestOrTheReason(String path, String told) throws IOException {
        files("src/job.py", "src/libs/deep/a.zip", "src/env/pyvenv.cfg", "src/env/m.zip");
        JobAttachments attachments =
                new JobAttachments(List.of(), List.of(new Archive(path, Optional.empty())), List.of());

        assertThat(ChosenFiles.of(severalSources("src").with(attachments)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("PYF-265", told));
    }
}
