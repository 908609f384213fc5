package org.pyflinkimage.rules;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses of one scheme in a source of Python or SQL, and whether Flink itself is who reads or writes there. */
final class NamedAddress {

    /** What may stand before a quote: the name of an argument, and what Python writes before its texts. */
    private static final String BEFORE = "\\s*(?:\\w{1,50}\\s*=\\s*)?[fFrRbBuU]{0,2}";

    /** Calls of PyFlink and keys of settings that take an address for Flink itself, up to that. */
    private static final String FLINKS_OWN =
            "set_checkpoint_storage(?:_dir)?\\(|FileSystemCheckpointStorage\\(|for_record_stream_format\\([^()]*(?:\\([^()]*\\))?,"
                    + "|for_row_format\\(|for_bulk_format\\(|['\"](?:state|execution)\\.[a-z.-]+['\"]\\s*[:=]"
                    + "|\\bset(?:_string)?\\(\\s*['\"](?:state|execution)\\.[a-z.-]+['\"]\\s*,";

    private static final Pattern FILES = Pattern.compile("['\"]connector['\"]\\s*[=,:]\\s*['\"]filesystem['\"]");

    /** Options of a table stand between two of them. */
    private static final Pattern PARENTHESIS = Pattern.compile("[(){}]");

    /** Where a table begins that is written as a chain of calls. */
    private static final Pattern DESCRIPTOR = Pattern.compile("\\bfor_connector\\(");

    private static final Pattern FILES_FIRST = Pattern.compile("\\s*(?:\\w{1,50}\\s*=\\s*)?['\"]filesystem['\"]");

    /** Characters of such a chain. */
    private static final int LONGEST = 4_000;

    private final Pattern named;
    private final Pattern flinks;
    private final Pattern path;
    private final Pattern chained;

    /** @param scheme {@code s3} */
    NamedAddress(String scheme) {
        String address = "['\"]%s://".formatted(Pattern.quote(scheme));
        this.named = Pattern.compile(address);
        this.flinks = Pattern.compile("(?:%s)%s%s".formatted(FLINKS_OWN, BEFORE, address));
        this.path = Pattern.compile("['\"]path['\"]\\s*[=,:]%s%s".formatted(BEFORE, address));
        this.chained = Pattern.compile("\\.option\\(\\s*['\"]path['\"]\\s*,%s%s".formatted(BEFORE, address));
    }

    /** Whether a source has one, for whomever. */
    boolean isIn(String source) {
        return named.matcher(source).find();
    }

    /** Whether a source has one that Flink reads or writes: of its state, in a call of its, or as the path of a table of files. */
    boolean isFlinksIn(String source) {
        return flinks.matcher(source).find() || isPathOfOptions(source) || isPathOfDescriptor(source);
    }

    private boolean isPathOfOptions(String source) {
        return FILES.matcher(source).find()
                && PARENTHESIS
                        .splitAsStream(source)
                        .anyMatch(options -> FILES.matcher(options).find()
                                && path.matcher(options).find());
    }

    private boolean isPathOfDescriptor(String source) {
        Stream<String> chains = DESCRIPTOR.splitAsStream(source).skip(1);
        return chains.filter(chain -> FILES_FIRST.matcher(chain).lookingAt())
                .map(chain -> chain.substring(0, Math.min(chain.length(), LONGEST)))
                .anyMatch(chain -> chained.matcher(chain).find());
    }
}
