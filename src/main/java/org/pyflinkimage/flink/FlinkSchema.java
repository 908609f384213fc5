package org.pyflinkimage.flink;

import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What Flink takes for numbers and truth values: YAML 1.2's core schema, in which {@code <<} is a text as any other. */
final class FlinkSchema extends CoreSchema {

    private static final String MERGE = "<<";

    @Override
    public ScalarResolver getScalarResolver() {
        ScalarResolver core = super.getScalarResolver();
        return (value, implicit) -> value.equals(MERGE) ? Tag.STR : core.resolve(value, implicit);
    }
}
