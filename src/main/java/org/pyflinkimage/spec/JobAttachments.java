package org.pyflinkimage.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * Files of a job that are more than files to Python or to Flink, each by its path from the job's folder on.
 *
 * @param files zips, wheels, eggs and folders in which modules are looked for, and single modules
 * @param archives what each worker has unpacked in its working directory
 * @param jars for the class path of Flink's processes
 */
public record JobAttachments(List<String> files, List<Archive> archives, List<String> jars) {

    /** Flink's setting for archives, which takes several with commas. */
    public static final String ARCHIVES_KEY = "python.archives";

    public JobAttachments {
        files = List.copyOf(files);
        archives = List.copyOf(archives);
        jars = List.copyOf(jars);
    }

    /**
     * An archive.
     *
     * @param folder that it is unpacked into; as Flink has it, its own name where none is given
     */
    public record Archive(String path, Optional<String> folder) {

        /** The name in a worker's folder. */
        public String target() {
            return folder.orElseGet(() -> path.substring(path.lastIndexOf('/') + 1));
        }
    }

    public static JobAttachments none() {
        return new JobAttachments(List.of(), List.of(), List.of());
    }

    /** What has to be among the job's files, by the element that names it. */
    public Map<Element, List<String>> paths() {
        Map<Element, List<String>> paths = new EnumMap<>(Element.class);
        paths.put(Element.FILES, files);
        paths.put(Element.ARCHIVES, archives.stream().map(Archive::path).toList());
        paths.put(Element.JARS, jars);
        return paths;
    }

    /** The settings of Flink that they come to. */
    public Map<String, String> settings() {
        return archives.isEmpty()
                ? Map.of()
                : Map.of(
                        ARCHIVES_KEY,
                        archives.stream().map(JobAttachments::address).collect(Collectors.joining(",")));
    }

    private static String address(Archive archive) {
        return "file://" + inImage(archive.path())
                + archive.folder().map(folder -> "#" + folder).orElse("");
    }

    /** Where modules are looked for besides: of a single module its folder, as Flink has it, but for that of the job. */
    public List<String> pythonPath() {
        return files.stream()
                .map(path -> path.endsWith(".py") ? inImage(path).parent() : inImage(path))
                .filter(place -> !place.equals(ImagePaths.USRLIB))
                .map(UnixPath::value)
                .distinct()
                .toList();
    }

    private static UnixPath inImage(String path) {
        return ImagePaths.USRLIB.resolve(path);
    }
}
