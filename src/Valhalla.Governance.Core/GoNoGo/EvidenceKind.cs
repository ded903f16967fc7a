namespace Valhalla.Governance;

/// <summary>What kind of value a piece of evidence holds.</summary>
public enum EvidenceKind
{
    /// <summary>A number, exact to 28 digits.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A word, such as <c>HIGH</c>.</summary>
    Text,
}
