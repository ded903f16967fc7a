namespace Valhalla.Governance.EntityFramework.Heimdall;

/// <summary>A row of <c>heimdall_policy</c>.</summary>
internal sealed class HeimdallPolicyRow
{
    public string Domain { get; set; } = "";

    public double MinConfidenceProd { get; set; }

    public int MinSandboxTrials { get; set; }

    public double MinSandboxSuccessRate { get; set; }

    public bool ProdUseEnabled { get; set; }

    public int WindowDays { get; set; }

    public double? MaxCalibrationError { get; set; }

    public int OutcomeDeadlineHours { get; set; }

    public string? PromotedModelVersion { get; set; }

    public string? Reason { get; set; }

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    public HeimdallPolicy ToPolicy() => new()
    {
        Domain = new DomainName(Domain),
        MinConfidenceProd = MinConfidenceProd,
        MinSandboxTrials = MinSandboxTrials,
        MinSandboxSuccessRate = MinSandboxSuccessRate,
        ProdUseEnabled = ProdUseEnabled,
        WindowDays = WindowDays,
        MaxCalibrationError = MaxCalibrationError,
        OutcomeDeadlineHours = OutcomeDeadlineHours,
        PromotedModelVersion = PromotedModelVersion,
        Reason = Reason,
        ChangedBy = ChangedBy,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    public void Apply(HeimdallPolicy policy)
    {
        Domain = policy.Domain.Value;
        MinConfidenceProd = policy.MinConfidenceProd;
        MinSandboxTrials = policy.MinSandboxTrials;
        MinSandboxSuccessRate = policy.MinSandboxSuccessRate;
        ProdUseEnabled = policy.ProdUseEnabled;
        WindowDays = policy.WindowDays;
        MaxCalibrationError = policy.MaxCalibrationError;
        OutcomeDeadlineHours = policy.OutcomeDeadlineHours;
        PromotedModelVersion = policy.PromotedModelVersion;
        Reason = policy.Reason;
        ChangedBy = policy.ChangedBy;
        UpdatedAt = policy.UpdatedAt.ToUniversalTime();
        Version = policy.Version;
    }
}
