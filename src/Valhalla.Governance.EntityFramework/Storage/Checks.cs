namespace Valhalla.Governance.EntityFramework;

/// <summary>Texts of check constraints.</summary>
internal static class Checks
{
    /// <summary>
    /// The column holds one of the values. Not written as IN: SQLite builds a temporary index of such a list for every
    /// row that it checks, which was measured to cost a third of an insert.
    /// </summary>
    public static string OneOf(string column, params IEnumerable<string> values) =>
        string.Join(" OR ", values.Select(value => $"{column} = '{value}'"));

    /// <summary>The column holds one of an enum's values in snake_case.</summary>
    public static string OneOf<T>(string column)
        where T : struct, Enum => OneOf(column, Enum.GetValues<T>().Select(WireNames.Of));

    /// <summary>The column holds one of an enum's values in capitals.</summary>
    public static string OneOfCapitals<T>(string column)
        where T : struct, Enum => OneOf(column, Enum.GetValues<T>().Select(WireNames.CapitalsOf));
}
