package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * The job that an image carries under {@code /opt/flink/usrlib}.
 *
 * @param sources folders whose files lie there side by side, and files; absolute
 * @param entry what is run
 * @param arguments of the job where nobody gives others
 * @param attachments what of its files is more than a file
 * @param choice which of the folders' files are taken
 */
public record JobSpec(
        List<Path> sources, JobEntry entry, List<String> arguments, JobAttachments attachments, JobChoice choice) {

    public JobSpec {
        sources = List.copyOf(sources);
        arguments = List.copyOf(arguments);
    }

    /** A script of one folder, of which the usual files are taken. */
    public JobSpec(Path sources, String script) {
        this(sources, script, JobChoice.usual());
    }

    /** A script of one folder. */
    public JobSpec(Path sources, String script, JobChoice choice) {
        this(List.of(sources), new JobEntry.Script(script), List.of(), JobAttachments.none(), choice);
    }

    public JobSpec with(JobEntry other) {
        return new JobSpec(sources, other, arguments, attachments, choice);
    }

    public JobSpec with(JobAttachments others) {
        return new JobSpec(sources, entry, arguments, others, choice);
    }

    public JobSpec with(JobChoice other) {
        return new JobSpec(sources, entry, arguments, attachments, other);
    }

    public JobSpec withArguments(List<String> others) {
        return new JobSpec(sources, entry, others, attachments, choice);
    }
}
