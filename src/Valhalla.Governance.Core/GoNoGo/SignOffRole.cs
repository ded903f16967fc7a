namespace Valhalla.Governance;

/// <summary>In what capacity somebody signs an evaluation. A GO needs all three, from three people.</summary>
public enum SignOffRole
{
    /// <summary>Has reviewed the automated results.</summary>
    ReleaseCaptain,

    /// <summary>Stands by during the deployment window.</summary>
    OnCall,

    /// <summary>Approves the health of the policy.</summary>
    TechnicalLead,
}
