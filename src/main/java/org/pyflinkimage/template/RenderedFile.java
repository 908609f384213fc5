package org.pyflinkimage.template;

/**
 * A rendered file of an image.
 *
 * @param text with line feeds alone
 * @param mode its permission bits
 */
public record RenderedFile(String text, int mode) {

    /** A file that everybody may read. */
    static RenderedFile text(String text) {
        return new RenderedFile(text, 0644);
    }

    /** A program that everybody may run. */
    static RenderedFile program(String text) {
        return new RenderedFile(text, 0755);
    }
}
