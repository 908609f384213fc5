<#ftl output_format="words">
# What the Dockerfile copies, and nothing else: an image may lie beside it.
*
!files
!jars
!job
<#if distributionsOnDisk>
!distributions
</#if>
<#if extra?has_content>
!extra
</#if>
!requirements.txt
