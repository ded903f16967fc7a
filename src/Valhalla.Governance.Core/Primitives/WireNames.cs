namespace Valhalla.Governance;

/// <summary>
/// How enum values are spelt on the wire and in the database: snake_case, or capitals where the seeds have them.
/// </summary>
internal static class WireNames
{
    private const string UnknownName = "unknown";

    /// <summary>The value in snake_case, such as <c>would_exceed_policy</c>; <c>unknown</c> for no value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        EnumNames.Of<T>().Snake.TryGetValue(EnumNames.Number(value), out var name) ? name : UnknownName;

    /// <summary>The value in capitals, such as <c>KILL_SWITCH</c>.</summary>
    public static string CapitalsOf<T>(T value)
        where T : struct, Enum =>
        EnumNames.Of<T>().Capitals.TryGetValue(EnumNames.Number(value), out var name) ? name : "UNKNOWN";

    /// <summary>What stands for a value that a newer build has stored: none of the enum's, so that none is taken for
    /// it.</summary>
    public static T Unknown<T>()
        where T : struct, Enum => EnumNames.Value<T>(-1);

    /// <summary>Whether the value is one of the enum's.</summary>
    public static bool IsKnown<T>(T value)
        where T : struct, Enum => EnumNames.Of<T>().Members.ContainsKey(EnumNames.Number(value));

    /// <summary>Reads either spelling; exactly.</summary>
    public static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        if (text is null || !EnumNames.Of<T>().ByName.TryGetValue(text, out var number))
        {
            return false;
        }

        value = EnumNames.Value<T>(number);
        return true;
    }

    /// <summary>All values in capitals, for messages.</summary>
    public static string ListCapitals<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(CapitalsOf));
}
