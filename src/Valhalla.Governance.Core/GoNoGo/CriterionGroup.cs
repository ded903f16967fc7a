namespace Valhalla.Governance;

/// <summary>What part of readiness a criterion speaks of.</summary>
public enum CriterionGroup
{
    /// <summary>Validations of the policy.</summary>
    ValidationHistory,

    /// <summary>Alerts, and the services that raise them.</summary>
    Alerting,

    /// <summary>Service levels and error budgets.</summary>
    Slo,

    /// <summary>The release and its safety devices.</summary>
    Technical,

    /// <summary>People and procedures.</summary>
    Operational,

    /// <summary>The behaviour of the policy itself.</summary>
    PolicyHealth,
}
