package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.ExtraDirectoryText.PermissionText;

/**
 * {@code <extraDirectories>}: an element for each folder, with parts or with a text as that of the property, {@code
 * src/main/etc=/etc/flink}.
 */
final class ExtraDirectoriesElement {

    private ExtraDirectoriesElement() {}

    /** The folders by the place that wins. */
    static List<ExtraDirectoryText> read(DeclaredValues values, @Nullable PlexusConfiguration xml, BeanReader beans) {
        String property = Element.EXTRA_DIRECTORIES.property();
        if (xml == null || values.fromCommandLine(property).isPresent()) {
            return values.text(property, null).map(ListText::split).orElse(List.of()).stream()
                    .map(ExtraDirectoryText::parse)
                    .toList();
        }
        return xml.getChildCount() == 0
                ? beans.texts(xml).stream().map(ExtraDirectoryText::parse).toList()
                : Arrays.stream(xml.getChildren())
                        .map(child -> directory(child, beans))
                        .toList();
    }

    private static ExtraDirectoryText directory(PlexusConfiguration xml, BeanReader beans) {
        return xml.getChildCount() == 0
                ? ExtraDirectoryText.parse(beans.text(xml))
                : beans.fill(new Parts(), xml).toText();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static List<String> present(@Nullable List<@Nullable String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(ExtraDirectoriesElement::orEmpty).toList();
    }

    /** The parts of an extra directory, of which those that Jib has too are called as there. */
    static final class Parts {
        @Nullable
        String from;

        @Nullable
        String into;

        @Nullable
        List<@Nullable String> includes;

        @Nullable
        List<@Nullable String> excludes;

        @Nullable
        List<Permission> permissions;

        @Nullable
        String owner;

        ExtraDirectoryText toText() {
            List<PermissionText> modes = new ArrayList<>();
            if (permissions != null) {
                permissions.forEach(permission ->
                        modes.add(new PermissionText(orEmpty(permission.file), orEmpty(permission.mode))));
            }
            return new ExtraDirectoryText(
                    orEmpty(from),
                    orEmpty(into),
                    present(includes),
                    present(excludes),
                    modes,
                    Optional.ofNullable(owner).map(String::strip));
        }
    }

    /** Permission bits of some of its files. */
    static final class Permission {
        @Nullable
        String file;

        @Nullable
        String mode;
    }
}
