using System.Globalization;
using System.Security.Cryptography;

namespace Valhalla.Governance.Control;

/// <summary>
/// Which state of control state: a count alone is the same on a server that has lost changes and made others since.
/// </summary>
/// <param name="Revision">Counts every commit of control state, whatever it changed.</param>
/// <param name="Incarnation">Drawn at random by the commit that made the revision.</param>
internal readonly record struct ControlVersion(long Revision, Guid Incarnation)
{
    /// <summary>The version that a commit makes of this one.</summary>
    public ControlVersion Next() => new(Revision + 1, NewIncarnation());

    /// <summary>Not one that sorts by time: no clock is right on both sides of a failover.</summary>
    public static Guid NewIncarnation() => new(RandomNumberGenerator.GetBytes(16));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision} {Incarnation:N}");

    public static bool TryParse(ReadOnlySpan<char> text, out ControlVersion version)
    {
        version = default;
        if (text.IndexOf(' ') is not (> 0 and var space)
            || !long.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            || !Guid.TryParseExact(text[(space + 1)..], "N", out var incarnation))
        {
            return false;
        }

        version = new ControlVersion(revision, incarnation);
        return true;
    }
}
