namespace Valhalla.Governance.EntityFramework.Heimdall;

/// <summary>A row of <c>heimdall_event</c>: a promotion or demotion.</summary>
internal sealed class HeimdallEventRow
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public string Domain { get; set; } = "";

    public string? ModelVersion { get; set; }

    public string Actor { get; set; } = "";

    public string? Reason { get; set; }

    public string? Detail { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
