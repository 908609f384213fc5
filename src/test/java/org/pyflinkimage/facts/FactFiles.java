package org.pyflinkimage.facts;

/** The shipped facts with one file replaced. */
public final class FactFiles {

    private FactFiles() {}

    public static Facts with(String file, String text) {
        return Facts.read(name -> name.equals(file) ? text : FactsReader.shippedText(name));
    }
}
