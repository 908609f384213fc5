package org.pyflinkimage.mojo.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.IndexText;

/**
 * {@code <indexes>}: an {@code <index>} for each, with parts or with a text as that of the property, {@code
 * corp=https://example.com/simple/}.
 */
final class IndexesElement {

    private IndexesElement() {}

    /** The indexes by the place that wins. */
    static List<IndexText> read(DeclaredValues values, @Nullable PlexusConfiguration xml, BeanReader beans) {
        String property = Element.INDEXES.property();
        if (xml == null || values.fromCommandLine(property).isPresent()) {
            return values.text(property, null).map(ListText::split).orElse(List.of()).stream()
                    .map(IndexText::parse)
                    .toList();
        }
        return xml.getChildCount() == 0
                ? beans.texts(xml).stream().map(IndexText::parse).toList()
                : Arrays.stream(xml.getChildren())
                        .map(child -> index(child, beans))
                        .toList();
    }

    private static IndexText index(PlexusConfiguration xml, BeanReader beans) {
        return xml.getChildCount() == 0
                ? IndexText.parse(beans.text(xml))
                : beans.fill(new Parts(), xml).toText();
    }

    /** The parts of an index. */
    static final class Parts {
        @Nullable
        String url;

        @Nullable
        String server;

        @Nullable
        String default_;

        IndexText toText() {
            return new IndexText(
                    url == null ? "" : url.strip(), Optional.ofNullable(server), Optional.ofNullable(default_));
        }
    }
}
