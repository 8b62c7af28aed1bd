package dev.leat.mapping.schema;

import java.util.List;
import java.util.Optional;

/**
 * What a sample says of a field.
 *
 * @param field      as {@link SampledField#name()}
 * @param type       Spark SQL type, where the system knows one
 * @param values     how many were looked at, nulls among them; of {@code items[].price} those of all elements
 * @param distinct   different values, without null
 * @param longest    characters of the longest value
 * @param statements in the order of {@link Trait}
 */
public record Profile(String field, Optional<String> type, Family family, int values, int nulls, int distinct, int longest, List<Statement> statements) {
    public Profile {
        statements = statements.stream().sorted(java.util.Comparator.comparing(Statement::trait)).toList();
    }

    public Optional<Statement> statement(Trait trait) {
        return statements.stream().filter(statement -> statement.trait() == trait).findFirst();
    }

    public boolean is(Trait trait) {
        return statement(trait).isPresent();
    }

    /** The statements as they may be shown anywhere: values of personal data are not in them. */
    public List<Statement> shown() {
        return !is(Trait.PERSONAL) ? statements : statements.stream().filter(statement -> statement.trait() != Trait.ENUMERATION && statement.trait() != Trait.CONSTANT)
            .map(statement -> new Statement(statement.trait(), statement.detail(), statement.holds(), statement.of(), statement.counterExamples().stream().map(Statement::mask).distinct().toList())).toList();
    }

    /** What the values seem to mean: the trait with the most evidence among those that say so. */
    public Optional<Trait> semantic() {
        return statements.stream().filter(statement -> statement.trait().semantic()).max(java.util.Comparator.comparingDouble(Statement::share)).map(Statement::trait);
    }
}
