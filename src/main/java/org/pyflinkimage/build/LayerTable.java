package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pyflinkimage.image.BuiltLayer;
import org.pyflinkimage.image.ImageContents;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Sizes;

/** How large an image's layers are, as a table for people. */
final class LayerTable {

    /** Which rows there are. */
    enum Rows {
        /** One for layers that are called the same: seven or so, as a person reads them. */
        TOGETHER("  %-28.28s %12s %14s"),
        /** One for each layer. */
        EACH("  %-44.44s %12s %14s");

        private final String form;

        Rows(String form) {
            this.form = form;
        }
    }

    private final Rows rows;

    LayerTable(Rows rows) {
        this.rows = rows;
    }

    Rows rows() {
        return rows;
    }

    /** The table's lines, the last one for all layers. */
    List<String> lines(ImageContents contents) {
        List<String> lines = new ArrayList<>();
        lines.add(row("layer", "as pushed", "unpacked"));
        if (rows == Rows.EACH) {
            contents.layers().forEach(layer -> lines.add(row(layer.contents(), layer.size(), layer.unpackedSize())));
        } else {
            together(contents.layers())
                    .forEach(layers -> lines.add(row(
                            heading(layers.get(0)),
                            sum(layers, BuiltLayer::size),
                            sum(layers, BuiltLayer::unpackedSize))));
        }
        added(contents.layers()).ifPresent(lines::add);
        lines.add(row("all", contents.size(), contents.unpackedSize()));
        return lines;
    }

    /** What an image has beside its base, where it has one. */
    private Optional<String> added(List<BuiltLayer> layers) {
        List<BuiltLayer> own = layers.stream().filter(layer -> !isOfBase(layer)).toList();
        return own.size() == layers.size()
                ? Optional.empty()
                : Optional.of(row("upon the base", sum(own, BuiltLayer::size), sum(own, BuiltLayer::unpackedSize)));
    }

    private static boolean isOfBase(BuiltLayer layer) {
        return layer.kind().equals(Optional.of(LayerKind.BASE));
    }

    /** What another program made has commands for names, and no two of its layers go together, though they be called the same. */
    private static List<List<BuiltLayer>> together(List<BuiltLayer> layers) {
        List<List<BuiltLayer>> rows = new ArrayList<>();
        Map<String, List<BuiltLayer>> ours = new LinkedHashMap<>();
        for (BuiltLayer layer : layers) {
            List<BuiltLayer> row = layer.kind().isEmpty() ? null : ours.get(heading(layer));
            if (row == null) {
                row = new ArrayList<>();
                rows.add(row);
                if (layer.kind().isPresent()) {
                    ours.put(heading(layer), row);
                }
            }
            row.add(layer);
        }
        return rows;
    }

    private static String heading(BuiltLayer layer) {
        return layer.kind().map(LayerKind::heading).orElse(layer.contents());
    }

    /** Empty where one is not known. */
    private static OptionalLong sum(List<BuiltLayer> layers, Function<BuiltLayer, OptionalLong> size) {
        return layers.stream().map(size).allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(layers.stream()
                        .map(size)
                        .mapToLong(OptionalLong::getAsLong)
                        .sum())
                : OptionalLong.empty();
    }

    private String row(String title, OptionalLong size, OptionalLong unpacked) {
        return row(title, megabytes(size), megabytes(unpacked));
    }

    private String row(String title, String size, String unpacked) {
        return rows.form.formatted(title, size, unpacked);
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? Sizes.megabytes(bytes.getAsLong()) : "-";
    }
}
