package org.pyflinkimage.spec;

/** What of a job is run. */
public sealed interface JobEntry {

    /** The file that Python runs, from the job's folder on. */
    String file();

    /**
     * A file that is run as it is ({@code flink run -py}): its folder is the first that modules are looked for in.
     *
     * @param file from the job's folder on
     */
    record Script(String file) implements JobEntry {}

    /**
     * A module that is imported and run ({@code flink run -pym}): its own imports may be relative.
     *
     * @param name {@code src.app}
     * @param file that of the module, or the {@code __main__.py} of a package
     */
    record Module(String name, String file) implements JobEntry {}
}
