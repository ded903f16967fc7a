using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// What EF looks for while it builds the model, at every start of a host. Our rows have no relations, no base types and
/// no attributes: to look for them is time and memory for nothing.
/// </summary>
internal static class ModelConventions
{
    private static readonly Type[] NeverFound =
    [
        typeof(NotMappedTypeAttributeConvention),
        typeof(OwnedAttributeConvention),
        typeof(KeylessAttributeConvention),
        typeof(EntityTypeConfigurationAttributeConvention),
        typeof(NotMappedMemberAttributeConvention),
        typeof(BackingFieldAttributeConvention),
        typeof(ConcurrencyCheckAttributeConvention),
        typeof(DatabaseGeneratedAttributeConvention),
        typeof(RequiredPropertyAttributeConvention),
        typeof(MaxLengthAttributeConvention),
        typeof(StringLengthAttributeConvention),
        typeof(TimestampAttributeConvention),
        typeof(ForeignKeyAttributeConvention),
        typeof(UnicodeAttributeConvention),
        typeof(PrecisionAttributeConvention),
        typeof(InversePropertyAttributeConvention),
        typeof(DeleteBehaviorAttributeConvention),
        typeof(NavigationBackingFieldAttributeConvention),
        typeof(RequiredNavigationAttributeConvention),
        typeof(KeyAttributeConvention),
        typeof(IndexAttributeConvention),
        typeof(RelationalTableAttributeConvention),
        typeof(RelationalColumnAttributeConvention),
        typeof(RelationalColumnCommentAttributeConvention),
        typeof(RelationalTableCommentAttributeConvention),
        typeof(RelationalDbFunctionAttributeConvention),
        typeof(BaseTypeDiscoveryConvention),
        typeof(DiscriminatorConvention),
        typeof(ManyToManyJoinEntityTypeConvention),
        typeof(RelationshipDiscoveryConvention),
        typeof(ForeignKeyIndexConvention),
        typeof(ForeignKeyPropertyDiscoveryConvention),
        typeof(CascadeDeleteConvention),
        typeof(NavigationEagerLoadingConvention),
        typeof(NonNullableNavigationConvention),
        typeof(ServicePropertyDiscoveryConvention),
        typeof(ComplexPropertyDiscoveryConvention),
    ];

    /// <summary>Leaves out what is never found.</summary>
    public static void LeaveOutWhatIsNeverFound(this ConventionSetBuilder conventions)
    {
        foreach (var type in NeverFound)
        {
            conventions.Remove(type);
        }
    }
}
