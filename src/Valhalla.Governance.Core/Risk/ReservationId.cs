using System.Diagnostics.CodeAnalysis;

namespace Valhalla.Governance;

/// <summary>Identifies a reservation. Ids made later sort later (UUID version 7).</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ReservationId(Guid Value)
{
    /// <summary>Tries to read an id as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id, or the default value.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReservationId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new ReservationId(value);
        return valid;
    }

    /// <summary>The UUID in the usual form with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
