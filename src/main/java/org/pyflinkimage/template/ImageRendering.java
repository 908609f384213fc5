package org.pyflinkimage.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * All that users may want to look at, keep or adapt: the second road to an image, which is a Dockerfile and what it copies, and
 * descriptions of clusters that run the image.
 */
public final class ImageRendering {

    /** The folder of the context that holds the image's rendered files. */
    public static final String FILES = "files";

    /** Of images whose Python the base has, or its archives. */
    private static final List<String> WITH_A_PACKAGED_PYTHON =
            List.of("Dockerfile", ".dockerignore", "requirements.txt");

    private static final List<String> ALWAYS =
            List.of("compose.yaml", "kubernetes/flinkdeployment.yaml", "kubernetes/standalone.yaml");
    private static final String WITH_A_JOB = "kubernetes/flinksessionjob.yaml";

    private final Templates templates;

    public ImageRendering(Templates templates) {
        this.templates = templates;
    }

    /**
     * Renders everything but jars and the user's own files, which are no text; of an image of which a builder reaches all that is more.
     *
     * @param shipped the configuration that this Flink ships
     * @param copies what is copied beside them
     * @return by path relative to the folder of the image
     */
    public SortedMap<String, RenderedFile> render(
            ImageSpec spec, Plan plan, FlinkConfiguration shipped, ContextCopies copies) {
        ImageFiles imageFiles = new ImageFiles(templates);
        SortedMap<UnixPath, RenderedFile> inImage = imageFiles.render(spec, shipped);
        SortedMap<String, String> labels = ImageLabels.of(spec, plan);
        Map<String, Object> model = ImageModel.of(spec, plan, imageFiles.configurationOf(spec, shipped), labels);
        SortedMap<String, RenderedFile> files = new TreeMap<>();
        inImage.forEach((path, file) -> files.put(FILES + path, file));
        PythonCommands.of(spec.combination().python(), plan.hasPackagedPython())
                .forEach((path, file) -> files.put(FILES + path, file));
        model.put("extra", copies.extra().stream().map(ExtraCopy::model).toList());
        model.put("distributionsOnDisk", copies.hasDistributions());
        model.put("log4j", textOf(inImage, ImagePaths.LOG4J_CONSOLE));
        namesOf(spec, plan).forEach(name -> files.put(name, RenderedFile.text(templates.render(name, model))));
        return Collections.unmodifiableSortedMap(files);
    }

    private static List<String> namesOf(ImageSpec spec, Plan plan) {
        List<String> names = new ArrayList<>(ALWAYS);
        if (plan.hasSuitesPython()) {
            names.addAll(WITH_A_PACKAGED_PYTHON);
        }
        if (spec.job().isPresent()) {
            names.add(WITH_A_JOB);
        }
        return names;
    }

    private static String textOf(SortedMap<UnixPath, RenderedFile> files, UnixPath path) {
        RenderedFile file = files.get(path);
        return file == null ? "" : file.text();
    }
}
