using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Options of the checks of stored rows, section <c>Valhalla:Integrity</c>.</summary>
public sealed class IntegrityOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Valhalla:Integrity";

    /// <summary>
    /// How long between two checks of every control row, and of the ledger's totals, 1 s to 1 hour. Default 1 min. A
    /// check that takes long is repeated more seldom, so that it takes at most a hundredth of the time, but
    /// every hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(1);
}
