package org.pyflinkimage.inspect.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.UnixPath;

/**
 * A Java of an image.
 *
 * @param path its folder
 * @param version in full: {@code 17.0.13}, {@code 1.8.0_432}
 * @param line its feature release
 * @param hasCompiler whether it is a JDK, and no JRE
 * @param vendor who made it; empty where it does not say so
 */
public record JavaHome(UnixPath path, String version, JavaVersion line, boolean hasCompiler, Optional<String> vendor) {

    private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?([1-9][0-9]{0,2})(?:[^0-9].*)?");

    /** Reads a release file; empty where it is not of Java. */
    static Optional<JavaHome> of(UnixPath path, String release, ImageView view) {
        Map<String, String> said = Variables.parse(release);
        String version = said.getOrDefault("JAVA_VERSION", "");
        Matcher feature = FEATURE.matcher(version);
        return feature.matches()
                ? Optional.of(new JavaHome(
                        path,
                        version,
                        new JavaVersion(Integer.parseInt(feature.group(1))),
                        view.isFile(path.resolve("bin/javac")) || view.isFile(path.resolve("lib/tools.jar")),
                        Optional.ofNullable(said.get("IMPLEMENTOR")).filter(vendor -> !vendor.isBlank())))
                : Optional.empty();
    }

    /** For people: {@code Java 17.0.13 (JRE of Eclipse Adoptium) in /opt/java/openjdk}. */
    @Override
    public String toString() {
        String kind = hasCompiler ? "JDK" : "JRE";
        return "Java %s (%s%s) in %s"
                .formatted(version, kind, vendor.map(by -> " of " + by).orElse(""), path);
    }
}
